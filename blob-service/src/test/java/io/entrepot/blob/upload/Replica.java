package io.entrepot.blob.upload;

import static io.entrepot.blob.TestDatabase.await;

import io.entrepot.blob.TestDatabase;
import io.entrepot.blob.link.PlainBlobs;
import io.entrepot.blob.pull.PlainPulls;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.BlobWorkers;
import io.entrepot.blob.upload.pg.PlainLedger;
import io.entrepot.kit.http.PlainRouter;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A blob-service without its framework: one of several on one database and one store. */
public final class Replica implements AutoCloseable {
    /** What is set differently for a test. */
    public record Settings(OptionalLong maxBlobBytes, OptionalInt openPerClient, boolean redirect)
            implements UploadConfig {
        public static final Settings NONE = new Settings(OptionalLong.empty(), OptionalInt.empty(), false);

        @Override
        public Duration idleLimit() {
            return Duration.ofHours(24);
        }

        @Override
        public Duration stallLimit() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration sweepInterval() {
            return Duration.ofMinutes(10);
        }
    }

    private final Vertx vertx;
    private final HttpServer server;
    private final Function<Clock, UploadSweeper> sweepers;

    private Replica(Vertx vertx, HttpServer server, Function<Clock, UploadSweeper> sweepers) {
        this.vertx = vertx;
        this.server = server;
        this.sweepers = sweepers;
    }

    public static Replica start(TestDatabase database, Function<Vertx, BlobStore> opener, Settings settings)
            throws Exception {
        return start(database, opener, settings, ledger -> ledger);
    }

    /** The same with something put between the uploads and their ledger. */
    public static Replica start(
            TestDatabase database,
            Function<Vertx, BlobStore> opener,
            Settings settings,
            UnaryOperator<UploadLedger> spoil)
            throws Exception {
        var vertx = Vertx.vertx();
        var store = opener.apply(vertx);
        var workers = new BlobWorkers();
        var memory = new UploadMemory();
        var ledger = spoil.apply(PlainLedger.in(database.database(), settings));
        var blobs = PlainBlobs.in(database.database(), store);
        var keys = new SessionKeys(ledger);
        keys.load(new StartupEvent());
        var claimed = new ClaimedUploads(ledger, store, workers, memory, blobs);
        var uploads = new Uploads(ledger, store, claimed, blobs, keys);
        var router = new PlainRouter(List.of(
                new UploadRoutes(uploads, blobs, store, memory, settings, PlainRouter.nobody(), vertx),
                PlainPulls.of(blobs, settings.redirect())));
        var server = await(vertx.createHttpServer(new HttpServerOptions().setMaxChunkSize(128 << 10))
                .requestHandler(router::serve)
                .listen(0, "127.0.0.1"));
        return new Replica(vertx, server, clock -> new UploadSweeper(vertx, ledger, uploads, store, settings, clock));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** Sweeps as at a time. */
    public void sweep(Clock clock) {
        await(sweepers.apply(clock).sweep());
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
