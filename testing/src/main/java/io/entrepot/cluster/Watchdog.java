package io.entrepot.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * Ends the processes of a launcher that was killed: a shell reads what to guard from a pipe, and when the pipe breaks, it
 * kills what it still guards.
 */
final class Watchdog implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            guarded=' '
            while read -r verb pid; do
                case $verb in
                    guard) guarded="$guarded$pid " ;;
                    forget) guarded="${guarded%% $pid *} ${guarded#* $pid }" ;;
                esac
            done
            [ "$guarded" = ' ' ] || kill -KILL $guarded
            """;

    private final Writer pipe;

    private Watchdog(Writer pipe) {
        this.pipe = pipe;
    }

    static Watchdog start() throws IOException {
        var shell = new ProcessBuilder(List.of("sh", "-c", SCRIPT))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Watchdog(shell.outputWriter());
    }

    void guard(long pid) {
        say("guard " + pid);
    }

    /** A process that has ended: its number may soon be somebody else's. */
    void forget(long pid) {
        say("forget " + pid);
    }

    private synchronized void say(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog is gone", e);
        }
    }

    /** Leaves what is still guarded to the watchdog's shot. */
    @Override
    public synchronized void close() throws IOException {
        pipe.close();
    }
}
