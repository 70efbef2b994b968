package io.entrepot.cluster;

import io.entrepot.standalone.postgres.DatabaseAddress;
import io.entrepot.standalone.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL of {@code standalone}, on a port that stays the same over its stops and crashes. */
public final class Database {
    /** Each replica of three services may open a dozen. */
    private static final int CONNECTIONS = 36 * Options.MOST_REPLICAS + 20;

    private final Path directory;
    private final int port;
    private final Consumer<String> says;
    private @Nullable PostgresServer server;

    Database(Path directory, int port, Consumer<String> says) {
        this.directory = directory;
        this.port = port;
        this.says = says;
    }

    /** Returns when it takes connections. */
    public synchronized void start() {
        if (server == null) {
            server = PostgresServer.start(directory, port, CONNECTIONS, new Events());
        }
    }

    public synchronized void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    int port() {
        return port;
    }

    public synchronized DatabaseAddress address() {
        if (server == null) {
            throw new IllegalStateException("PostgreSQL is not running");
        }
        return server.address();
    }

    public OptionalLong pid() throws IOException {
        return PostgresServer.pid(directory);
    }

    private synchronized void restart() {
        if (server != null) {
            says.accept("postgresql ended, starts again");
            stop();
            start();
        }
    }

    private final class Events implements PostgresServer.Listener {
        @Override
        public void firstUse() {
            says.accept("Making a database ...");
        }

        @Override
        public void logged(String line) {
            says.accept("postgresql: " + line);
        }

        @Override
        public void ended() {
            Thread.ofVirtual().start(Database.this::restart);
        }
    }
}
