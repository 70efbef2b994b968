package io.entrepot.standalone;

import io.entrepot.kit.cache.SoleWriter;
import io.entrepot.kit.db.DatabaseConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Proves that nobody else writes the database: an advisory lock that the database itself gives up when the one
 * connection that holds it is gone.
 */
@ApplicationScoped
public class WriterLock implements SoleWriter {

    private static final Logger LOG = Logger.getLogger("io.entrepot.database");

    /** Any number will do, as long as no other program takes it as well. */
    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(4995985206447339)";

    private static final long FIRST_RETRY_MILLIS = 50;
    private static final long LONGEST_RETRY_MILLIS = 5_000;

    private final Vertx vertx;
    private final DatabaseConfig config;
    private volatile long tenure;
    private volatile boolean stopping;
    private long gained;

    WriterLock(Vertx vertx, DatabaseConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        acquire(FIRST_RETRY_MILLIS);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
    }

    @Override
    public long tenure() {
        return tenure;
    }

    private void acquire(long retryMillis) {
        connect().compose(this::lock).onComplete(attempt -> {
            if (attempt.failed() && !stopping) {
                LOG.debugf("not the sole writer: %s", attempt.cause().getMessage());
                vertx.setTimer(retryMillis, timer -> acquire(Math.min(retryMillis * 2, LONGEST_RETRY_MILLIS)));
            }
        });
    }

    private Future<PgConnection> connect() {
        var options = PgConnectOptions.fromUri(config.url())
                .setUser(config.username())
                .setPassword(config.password());
        options.addProperty("application_name", "entrepot-writer");
        return PgConnection.connect(vertx, options);
    }

    private Future<PgConnection> lock(PgConnection connection) {
        return connection
                .query(TRY_LOCK)
                .execute()
                .compose(rows -> {
                    if (rows.iterator().next().getBoolean(0)) {
                        hold(connection);
                        return Future.succeededFuture(connection);
                    }
                    return Future.failedFuture("another process holds the lock");
                })
                .onFailure(failure -> release(connection));
    }

    private void hold(PgConnection connection) {
        // Set before the number: a connection that closes in between must not leave the number behind.
        connection.closeHandler(closed -> lost());
        tenure = ++gained;
    }

    private void lost() {
        tenure = 0;
        if (!stopping) {
            LOG.warn("the proof of being the only writer is lost; reads ask the database until it is back");
            acquire(FIRST_RETRY_MILLIS);
        }
    }

    private static void release(PgConnection connection) {
        connection.close().onFailure(failure -> LOG.debugf("closing a connection: %s", failure.getMessage()));
    }
}
