package io.entrepot.kit.db;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Failures that mean «not now» rather than «never»: the database is away, shutting down or too slow, a disk is full. */
public final class Outage {
    private Outage() {}

    /** The outage behind a failure in a few words, or null where it is something else. */
    public static @Nullable String of(Throwable failure) {
        return switch (failure) {
            case PgException refused when isOutage(refused.getSqlState()) -> refused.getMessage();
            case UnavailableException away -> away.getMessage();
            case HttpClosedException closed -> null;
            case ClosedConnectionException broken -> "database connection broken";
            case VertxException closed
            when "Connection closed".equals(closed.getMessage()) -> "database connection closed";
            case ConnectException refused -> "database unreachable: " + refused.getMessage();
            case SocketException broken -> "database connection broken: " + broken.getMessage();
            case IOException full when isFull(full) -> "no space left on disk";
            case TimeoutException slow -> "database did not answer in time";
            case ConnectionPoolTooBusyException busy -> "too many calls wait for the database";
            // The pool's own word for a wait that took too long; it has no type.
            default -> "Timeout".equals(failure.getMessage()) ? "no database connection in time" : null;
        };
    }

    private static boolean isFull(IOException failure) {
        var message = String.valueOf(failure.getMessage());
        return message.contains("No space left") || message.contains("Disk quota exceeded");
    }

    private static boolean isOutage(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08") // connection
                        || sqlState.startsWith("53") // resources: disk full, memory, connections
                        || sqlState.startsWith("57") // shutdown, cancelled by time-out
                        || sqlState.startsWith("58") // the server's own system fails it
                        || sqlState.equals("25006") // a standby that is to take over
                        || sqlState.equals("25P03") // idle in transaction for too long
                        || sqlState.equals("55P03")); // lock not available in time
    }
}
