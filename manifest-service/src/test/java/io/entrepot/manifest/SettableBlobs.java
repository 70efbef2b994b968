package io.entrepot.manifest;

import io.entrepot.manifest.push.BlobCatalog;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Every repository has every blob, but those that a test made absent. */
@Singleton
public class SettableBlobs implements BlobCatalog {
    private final Set<Digest> absent = ConcurrentHashMap.newKeySet();

    @Override
    public Future<Set<Digest>> missing(RepositoryName repository, Collection<Digest> digests) {
        return Future.succeededFuture(digests.stream().filter(absent::contains).collect(Collectors.toSet()));
    }

    void remove(Digest digest) {
        absent.add(digest);
    }
}
