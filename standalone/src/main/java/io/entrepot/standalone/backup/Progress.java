package io.entrepot.standalone.backup;

import java.io.PrintStream;
import java.time.Duration;

/** How far a long copy is: a line now and then, and one at its end. */
final class Progress {

    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final PrintStream out;
    private final String verb;
    private long blobs;
    private long bytes;
    private long shown = System.nanoTime();

    Progress(PrintStream out, String verb) {
        this.out = out;
        this.verb = verb;
    }

    void blob(long size) {
        blobs++;
        bytes += size;
        if (System.nanoTime() - shown > EVERY) {
            shown = System.nanoTime();
            out.println(line() + " ...");
        }
    }

    void done() {
        out.println(line());
    }

    private String line() {
        return "%s %,d blobs, %,d MiB".formatted(verb, blobs, (bytes + (1 << 19)) >> 20);
    }
}
