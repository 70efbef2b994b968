package io.entrepot.standalone.postgres;

import io.entrepot.kit.start.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that outlived the process it belonged to. The caller holds the lock of the data directory, so nobody else
 * can have a use for it.
 */
final class OrphanServer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path cluster;

    OrphanServer(Path cluster) {
        this.cluster = cluster;
    }

    /** Returns once no server runs on the cluster any more. */
    void stop() throws IOException {
        var file = PostmasterFile.read(cluster);
        if (file == null) {
            return;
        }
        var process = ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return; // its file stays: the server's own start examines what is left and knows how to go on
        }
        if (isOurServer(process.get())) {
            interrupt(file.pid());
            awaitEnd(process.get());
        } else {
            // After a reboot another program may have got this number, and PostgreSQL would wait for it to go away.
            Files.deleteIfExists(cluster.resolve(PostmasterFile.NAME));
        }
    }

    private boolean isOurServer(ProcessHandle process) {
        var info = process.info();
        return isOurServer(info.command(), info.arguments().map(Arrays::asList), cluster);
    }

    static boolean isOurServer(Optional<String> command, Optional<List<String>> arguments, Path cluster) {
        var isPostgres = command.map(path -> Path.of(path).getFileName().toString())
                .filter(name -> name.startsWith("postgres"))
                .isPresent();
        return isPostgres
                && arguments.filter(list -> list.contains(cluster.toString())).isPresent();
    }

    /** SIGINT is PostgreSQL's fast shutdown; {@link ProcessHandle#destroy} would wait for its clients to leave. */
    private static void interrupt(long pid) throws IOException {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping a PostgreSQL that was left over", stopped);
        }
    }

    private void awaitEnd(ProcessHandle process) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        // Its file goes when it has finished. The process may stay as a zombie where nobody collects it, such as in a
        // container without an init.
        while (process.isAlive() && PostmasterFile.read(cluster) != null) {
            if (System.nanoTime() > deadline) {
                throw new Refusal("PostgreSQL of an earlier run (process " + process.pid() + ", data " + cluster
                        + ") does not stop: end that process and start again");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
