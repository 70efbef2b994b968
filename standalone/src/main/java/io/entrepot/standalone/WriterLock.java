package io.entrepot.standalone;

import io.entrepot.kit.cache.SoleWriter;
import io.entrepot.kit.db.AdvisoryLock;
import io.entrepot.kit.db.DatabaseConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
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
    private static final long NUMBER = 4995985206447339L;

    private static final long FIRST_RETRY_MILLIS = 50;
    private static final long LONGEST_RETRY_MILLIS = 5_000;

    private final Vertx vertx;
    private final AdvisoryLock lock;
    private volatile long tenure;
    private volatile boolean stopping;
    private long gained;

    WriterLock(Vertx vertx, DatabaseConfig config) {
        this.vertx = vertx;
        this.lock = new AdvisoryLock(vertx, config, NUMBER, "entrepot-writer");
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
        lock.take(this::lost).onComplete(attempt -> {
            if (attempt.succeeded() && attempt.result()) {
                tenure = ++gained;
            } else if (!stopping) {
                LOG.debugf(
                        "not the sole writer: %s",
                        attempt.failed() ? attempt.cause().getMessage() : "another process holds the lock");
                vertx.setTimer(retryMillis, timer -> acquire(Math.min(retryMillis * 2, LONGEST_RETRY_MILLIS)));
            }
        });
    }

    private void lost() {
        tenure = 0;
        if (!stopping) {
            LOG.warn("the proof of being the only writer is lost; reads ask the database until it is back");
            acquire(FIRST_RETRY_MILLIS);
        }
    }
}
