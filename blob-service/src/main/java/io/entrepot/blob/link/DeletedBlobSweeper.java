package io.entrepot.blob.link;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Takes deleted blobs from their repositories for good, once no manifest that was on its way can refer to them. */
@ApplicationScoped
class DeletedBlobSweeper {
    private static final Logger LOG = Logger.getLogger(DeletedBlobSweeper.class);
    private static final long INTERVAL_MILLIS = 60_000;
    private static final int BATCH = 100;

    private final Vertx vertx;
    private final BlobLinks links;
    private final RepositoryBlobs blobs;
    private final BlobConfig config;
    private boolean running;

    DeletedBlobSweeper(Vertx vertx, BlobLinks links, RepositoryBlobs blobs, BlobConfig config) {
        this.vertx = vertx;
        this.links = links;
        this.blobs = blobs;
        this.config = config;
    }

    void start(@Observes StartupEvent start) {
        vertx.setPeriodic(INTERVAL_MILLIS, tick -> {
            if (!running) {
                running = true;
                sweep(Instant.now().minus(config.deleteDelay()))
                        .onComplete(swept -> running = false)
                        .onFailure(
                                failure -> LOG.warnf("removing deleted blobs failed, to be tried again: %s", failure));
            }
        });
    }

    Future<Void> sweep(Instant hiddenBefore) {
        return links.hiddenBefore(hiddenBefore, BATCH).compose(hidden -> {
            Future<Void> chain = Future.succeededFuture();
            for (var blob : hidden) {
                chain = chain.compose(done -> blobs.settle(blob));
            }
            return hidden.size() < BATCH ? chain : chain.compose(done -> sweep(hiddenBefore));
        });
    }
}
