package io.entrepot.blob.store.fs;

import io.entrepot.blob.store.StoreConfig;
import io.entrepot.kit.db.AdvisoryLock;
import io.entrepot.kit.db.DatabaseConfig;
import io.entrepot.kit.start.Refusal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
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
    private static final long NUMBER = 4995985206447340L;

    /** Long enough for a predecessor that is just stopping, or whose death is just being noticed. */
    private static final int ATTEMPTS = 40;

    private static final long PAUSE_MILLIS = 250;
    private static final long PATIENCE_SECONDS = 60;

    private final Vertx vertx;
    private final AdvisoryLock lock;
    private final boolean needed;
    private volatile boolean stopping;

    OnlyReplica(Vertx vertx, DatabaseConfig database, StoreConfig store, FilesystemConfig files) {
        this.vertx = vertx;
        this.lock = new AdvisoryLock(vertx, database, NUMBER, "entrepot-only-replica");
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
        return take().recover(failure -> {
            if (attempts <= 1) {
                return Future.failedFuture(failure);
            }
            Promise<Void> later = Promise.promise();
            vertx.setTimer(PAUSE_MILLIS, timer -> acquire(attempts - 1).onComplete(later));
            return later.future();
        });
    }

    private Future<Void> take() {
        return lock.take(this::lost)
                .compose(taken -> taken
                        ? Future.succeededFuture()
                        : Future.failedFuture(new Refusal(
                                "Another blob-service with files of its own uses this database. If both see the same folder,"
                                        + " set entrepot.blob.filesystem.shared to true; otherwise use an object store"
                                        + " (entrepot.blob.store).")));
    }

    private void lost() {
        if (!stopping) {
            acquire(Integer.MAX_VALUE)
                    .onFailure(failure -> LOG.errorf("the proof of being the only replica is lost: %s", failure));
        }
    }
}
