package io.entrepot.standalone.postgres;

import io.entrepot.kit.start.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A running PostgreSQL of our own. It ends with {@link #close}, and with this process however that ends: a watchdog
 * shell holds a pipe from here and stops the server when the pipe breaks. Should both be killed, the next start stops
 * what is left.
 */
public final class PostgresServer implements AutoCloseable {

    /** Recovery after a crash reads up to max_wal_size of log; a slow disk may need long for that. */
    private static final long START_SECONDS = 300;

    private static final long STOP_SECONDS = 60;
    private static final int PORT_ATTEMPTS = 3;
    private static final int ANY_PORT = 0;

    /** More than one registry opens. */
    private static final int CONNECTIONS = 60;

    /**
     * pg_ctl gives the server a session of its own, so that Ctrl-C in a terminal reaches only us and requests under way
     * still find it. The shell lets go of the output so that its end means the server's end, and stays until then,
     * because Java ends the output with the shell.
     */
    private static final String WATCHDOG = """
            "$1" start --no-wait --silent --pgdata="$2" </dev/null || exit 1
            exec >/dev/null 2>&1
            trap '' INT TERM HUP
            cat
            for wait in 1 2 3; do [ -s "$2/postmaster.pid" ] && break; sleep 1; done
            pid=$(head -n 1 "$2/postmaster.pid") && kill -INT "$pid" || exit 0
            while [ -e "$2/postmaster.pid" ] && kill -0 "$pid"; do sleep 0.02; done
            """;

    private final Process watchdog;
    private final ServerLog log;
    private final DatabaseAddress address;

    private PostgresServer(Process watchdog, ServerLog log, DatabaseAddress address) {
        this.watchdog = watchdog;
        this.log = log;
        this.address = address;
    }

    /**
     * Starts a server on the cluster under {@code parent}, which is made on first use, and returns when it takes
     * connections. The caller holds the lock of the data directory.
     */
    public static PostgresServer start(Path parent, Listener listener) {
        return start(parent, ANY_PORT, CONNECTIONS, listener);
    }

    /** The same on a port that its clients know already, for this many connections at the most. */
    public static PostgresServer start(Path parent, int port, int connections, Listener listener) {
        try {
            Files.createDirectories(parent);
            var binaries = PostgresBinaries.in(parent);
            var cluster = Cluster.in(parent, binaries, listener::firstUse);
            new OrphanServer(cluster.directory()).stop();
            return start(binaries, cluster, port, connections, listener);
        } catch (IOException failure) {
            throw Refusal.of(parent, failure);
        }
    }

    private static PostgresServer start(
            PostgresBinaries binaries, Cluster cluster, int wantedPort, int connections, Listener listener)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = wantedPort == ANY_PORT ? freePort() : wantedPort;
            ServerSettings.write(cluster.directory(), port, connections);
            var log = new ServerLog(listener);
            var watchdog = launch(binaries, cluster);
            log.follow(watchdog.inputReader());
            var server = new PostgresServer(watchdog, log, new DatabaseAddress(port, cluster.credentials()));
            try {
                if (log.awaitReady(START_SECONDS)) {
                    return server;
                }
            } catch (InterruptedException stopped) {
                server.close();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while PostgreSQL started", stopped);
            }
            server.close();
            if (attempt == PORT_ATTEMPTS || !isPortTaken(log.beforeReady())) {
                throw failure(cluster, log.beforeReady());
            }
        }
    }

    private static Process launch(PostgresBinaries binaries, Cluster cluster) throws IOException {
        return Subprocess.builder(List.of(
                        "sh",
                        "-c",
                        WATCHDOG,
                        "sh",
                        binaries.program("pg_ctl").toString(),
                        cluster.directory().toString()))
                .redirectErrorStream(true)
                .start();
    }

    /** Free at this moment; a start that finds it taken tries another one. */
    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return probe.getLocalPort();
        }
    }

    private static boolean isPortTaken(Collection<String> lines) {
        return lines.stream().anyMatch(line -> line.contains("could not bind"));
    }

    private static Refusal failure(Cluster cluster, Collection<String> lines) {
        if (lines.stream().anyMatch(Refusal::saysDiskFull)) {
            return Refusal.diskFull(cluster.directory());
        }
        return Subprocess.refusedNamespace(List.copyOf(lines))
                .orElseGet(() -> new Refusal("PostgreSQL did not start on " + cluster.directory() + ": "
                        + (lines.isEmpty() ? "it gave no reason" : String.join(" / ", lines))));
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Asks for PostgreSQL's fast, clean shutdown and waits for it. */
    @Override
    public void close() {
        log.beQuiet();
        try {
            watchdog.getOutputStream().close();
            log.awaitEnd(STOP_SECONDS);
        } catch (IOException alreadyGone) {
            // a watchdog that has ended can't be told to stop, and has stopped the server
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a power cut does to it, for tests: nobody is left to stop the server. */
    void killWatchdog() throws InterruptedException {
        log.beQuiet();
        watchdog.descendants().forEach(ProcessHandle::destroyForcibly);
        watchdog.destroyForcibly().waitFor();
    }

    /** The address of a server that another process runs on the cluster under {@code parent}; null if none does. */
    public static @Nullable DatabaseAddress running(Path parent) {
        try {
            var file = PostmasterFile.read(parent.resolve("data"));
            return file == null ? null : new DatabaseAddress(file.port(), Credentials.read(Cluster.password(parent)));
        } catch (IOException failure) {
            throw Refusal.of(parent, failure);
        }
    }

    /** The process of the server on the cluster under {@code parent}. */
    public static OptionalLong pid(Path parent) throws IOException {
        var file = PostmasterFile.read(parent.resolve("data"));
        return file == null ? OptionalLong.empty() : OptionalLong.of(file.pid());
    }

    /** What the owner of a server wants to hear. */
    public interface Listener {
        /** A database is about to be made, which takes some seconds. */
        void firstUse();

        /** A line of the server's log, after its start. */
        void logged(String line);

        /** The server is gone though nobody asked it to. */
        void ended();
    }
}
