package io.entrepot.standalone;

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
    private final DataDirectory data;
    private final Future<DatabaseAddress> database;

    private Launch(CommandLine.Command.Run command, DataDirectory data, Future<DatabaseAddress> database) {
        this.command = command;
        this.data = data;
        this.database = database;
    }

    static Launch begin(CommandLine.Command.Run command, DataDirectory data, Future<DatabaseAddress> database) {
        var launch = new Launch(command, data, database);
        current = launch;
        return launch;
    }

    /** Null while the application is built. */
    static @Nullable Launch current() {
        return current;
    }

    CommandLine.Command.Run command() {
        return command;
    }

    DataDirectory data() {
        return data;
    }

    /** Waits until the database takes connections. */
    DatabaseAddress database() {
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
