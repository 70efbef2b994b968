package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import io.entrepot.standalone.postgres.DatabaseAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What the command line decided before Quarkus started. Configuration sources are made by the framework, which hands
 * them nothing, so this is where they find it.
 */
final class Launch {

    private static volatile @Nullable Launch current;

    private final CommandLine.Command.Run command;
    private final int managementPort;
    private final DataDirectory data;
    private final @Nullable Future<DatabaseAddress> database;

    private final Listener onListening;

    interface Listener {
        /** Requests are taken on this port; the login is that of the first user, if it was made just now. */
        void listening(int port, FirstLogin.@Nullable Credentials login);
    }

    Launch(
            CommandLine.Command.Run command,
            int managementPort,
            DataDirectory data,
            @Nullable Future<DatabaseAddress> database,
            Listener onListening) {
        this.command = command;
        this.managementPort = managementPort;
        this.data = data;
        this.database = database;
        this.onListening = onListening;
    }

    static void begin(Launch launch) {
        current = launch;
    }

    /** Null while the application is built. */
    static @Nullable Launch current() {
        return current;
    }

    void listening(int port, FirstLogin.@Nullable Credentials login) {
        onListening.listening(port, login);
    }

    CommandLine.Command.Run command() {
        return command;
    }

    /** Where health and metrics are found. */
    int managementPort() {
        return managementPort;
    }

    DataDirectory data() {
        return data;
    }

    /** Whether an embedded database belongs to it; otherwise the owner has another one. */
    boolean startsDatabase() {
        return database != null;
    }

    /** Waits until the embedded database takes connections and has its schemas; null where the owner has another one. */
    @Nullable
    DatabaseAddress database() {
        if (database == null) {
            return null;
        }
        try {
            return database.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database started", stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Refusal refusal ? refusal : new CompletionException(failed.getCause());
        }
    }
}
