package io.entrepot.manifest.push.http;

import io.entrepot.kit.internal.ServiceClient;
import io.entrepot.kit.internal.ServiceClients;
import io.entrepot.manifest.push.BlobCatalog;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The blobs that a manifest relies on, asked of the blob-service in one call. */
@DefaultBean
@Singleton
class HttpBlobCatalog implements BlobCatalog {
    private final ServiceClient blobs;

    HttpBlobCatalog(ServiceClients services) {
        this.blobs = services.blob();
    }

    @Override
    public Future<Set<Digest>> missing(RepositoryName repository, Collection<Digest> digests) {
        var texts = new JsonArray();
        digests.forEach(digest -> texts.add(digest.toString()));
        return blobs.ask(
                        "/internal/blobs/missing",
                        new JsonObject().put("repository", repository.value()).put("digests", texts))
                .map(answer -> {
                    var missing = new HashSet<Digest>();
                    answer.getJsonArray("missing").forEach(digest -> missing.add(Digest.parse((String) digest)));
                    return missing;
                });
    }
}
