package io.entrepot.blob.store.fs;

import io.entrepot.blob.store.StoreConfig;
import io.entrepot.kit.db.DatabaseConfig;
import io.entrepot.kit.start.Refusal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Keeps a second replica from starting where each would have a folder of its own: what one stored, the other could not
 * read. An advisory lock proves it, which the database gives up when the connection that holds it is gone.
 */
@ApplicationScoped
class OnlyReplica {
    private static final Logger LOG = Logger.getLogger(OnlyReplica.class);

    /** Any number will do, as long as no other program takes it as well. */
    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(4995985206447340)";

    /** Long enough for a predecessor that is just stopping, or whose death is just being noticed. */
    private static final int ATTEMPTS = 40;

    private static final long PAUSE_MILLIS = 250;
    private static final long PATIENCE_SECONDS = 60;

    private final Vertx vertx;
    private final DatabaseConfig database;
    private final boolean needed;
    private volatile boolean stopping;

    OnlyReplica(Vertx vertx, DatabaseConfig database, StoreConfig store, FilesystemConfig files) {
        this.vertx = vertx;
        this.database = database;
        this.needed = store.store().equals("filesystem") && !files.shared();
    }

    void start(@Observes StartupEvent started) throws InterruptedException, ExecutionException, TimeoutException {
        if (needed) {
            acquire(ATTEMPTS).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
    }

    private Future<Void> acquire(int attempts) {
        return connect().compose(this::lock).recover(failure -> {
            if (attempts <= 1) {
                return Future.failedFuture(failure);
            }
            Promise<Void> later = Promise.promise();
            vertx.setTimer(PAUSE_MILLIS, timer -> acquire(attempts - 1).onComplete(later));
            return later.future();
        });
    }

    private Future<PgConnection> connect() {
        var options = PgConnectOptions.fromUri(database.url())
                .setUser(database.username())
                .setPassword(database.password());
        options.addProperty("application_name", "entrepot-only-replica");
        return PgConnection.connect(vertx, options);
    }

    private Future<Void> lock(PgConnection connection) {
        return connection
                .query(TRY_LOCK)
                .execute()
                .<Void>compose(rows -> {
                    if (rows.iterator().next().getBoolean(0)) {
                        connection.closeHandler(closed -> lost());
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(new Refusal(
                            "Another blob-service with files of its own uses this database. If both see the same folder,"
                                    + " set entrepot.blob.filesystem.shared to true; otherwise use an object store"
                                    + " (entrepot.blob.store)."));
                })
                .onFailure(failure -> connection
                        .close()
                        .onFailure(closing -> LOG.debugf("closing a connection: %s", closing.getMessage())));
    }

    private void lost() {
        if (!stopping) {
            acquire(Integer.MAX_VALUE)
                    .onFailure(failure -> LOG.errorf("the proof of being the only replica is lost: %s", failure));
        }
    }
}
