package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.BlobStore;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Stores that lose patience quickly. */
final class S3Stores {
    static final Duration ATTEMPT = Duration.ofSeconds(6);

    private S3Stores() {}

    static Function<Vertx, BlobStore> at(URI server, String folder) {
        return vertx -> new S3Connection()
                .open(
                        vertx,
                        new S3Settings(
                                server,
                                S3ProxyServer.BUCKET,
                                folder,
                                ATTEMPT,
                                Duration.ofSeconds(30),
                                OptionalLong.of(PartPlan.LARGEST_SIZE),
                                Duration.ofSeconds(2),
                                Optional.empty()));
    }
}
