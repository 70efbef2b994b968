package io.entrepot.kit.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import org.jboss.logging.Logger;

/**
 * A lock that one process at a time can hold, by a connection of its own: the database gives it up when that connection is
 * gone, however the process ended.
 *
 * @param number any will do, as long as no other program takes it as well
 * @param applicationName what the database calls the connection
 */
public record AdvisoryLock(Vertx vertx, DatabaseConfig config, long number, String applicationName) {
    private static final Logger LOG = Logger.getLogger("io.entrepot.database");

    /**
     * Tries once to take the lock; false where another process holds it. {@code lost} is called when a lock that was taken
     * is gone, never before the future has ended.
     */
    public Future<Boolean> take(Runnable lost) {
        return connect()
                .compose(connection -> connection
                        .query("SELECT pg_try_advisory_lock(" + number + ")")
                        .execute()
                        .map(rows -> rows.iterator().next().getBoolean(0))
                        .onComplete(answer -> {
                            if (answer.succeeded() && answer.result()) {
                                connection.closeHandler(closed -> lost.run());
                            } else {
                                release(connection);
                            }
                        }));
    }

    private Future<PgConnection> connect() {
        var options = PgConnectOptions.fromUri(config.url())
                .setUser(config.username())
                .setPassword(config.password());
        options.addProperty("application_name", applicationName);
        return PgConnection.connect(vertx, options);
    }

    private static void release(PgConnection connection) {
        connection.close().onFailure(failure -> LOG.debugf("closing a connection: %s", failure.getMessage()));
    }
}
