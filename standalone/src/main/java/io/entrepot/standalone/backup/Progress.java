package io.entrepot.standalone.backup;

import java.io.PrintStream;
import java.time.Duration;

/** How far a long copy is: on a terminal a line that changes, elsewhere nothing until the end. */
final class Progress {

    private static final long EVERY = Duration.ofMillis(200).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private final String verb;
    private long blobs;
    private long bytes;
    private long shown = System.nanoTime();

    Progress(PrintStream out, boolean terminal, String verb) {
        this.out = out;
        this.terminal = terminal;
        this.verb = verb;
    }

    void blob(long size) {
        blobs++;
        bytes += size;
        if (terminal && System.nanoTime() - shown > EVERY) {
            shown = System.nanoTime();
            out.print("\r\033[K" + line());
            out.flush();
        }
    }

    void done() {
        out.println((terminal ? "\r\033[K" : "") + line());
    }

    private String line() {
        return "%s %,d blobs, %,d MiB".formatted(verb, blobs, (bytes + (1 << 19)) >> 20);
    }
}
