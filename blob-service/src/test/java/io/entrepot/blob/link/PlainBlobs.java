package io.entrepot.blob.link;

import io.entrepot.blob.link.pg.PlainLinks;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.kit.db.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** The blobs of one replica among several: it is no sole writer, and no manifest refers to anything. */
public final class PlainBlobs {
    private record Config(OptionalLong cacheBytes, Duration deleteDelay) implements BlobConfig {}

    private PlainBlobs() {}

    public static RepositoryBlobs in(Database database, BlobStore store) {
        return new RepositoryBlobs(
                PlainLinks.in(database),
                store,
                (repository, blob) -> Future.succeededFuture(List.of()),
                () -> 0,
                new Config(OptionalLong.empty(), Duration.ofHours(1)));
    }
}
