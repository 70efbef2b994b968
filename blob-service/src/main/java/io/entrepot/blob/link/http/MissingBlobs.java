package io.entrepot.blob.link.http;

import io.entrepot.blob.link.RepositoryBlobs;
import io.entrepot.kit.internal.InternalRoutes;
import io.entrepot.kit.internal.Question;
import io.entrepot.kit.upstream.ServiceName;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Which blobs a repository lacks, for the manifest-service. */
@ApplicationScoped
class MissingBlobs implements InternalRoutes {
    private final RepositoryBlobs blobs;

    MissingBlobs(RepositoryBlobs blobs) {
        this.blobs = blobs;
    }

    @Override
    public void addTo(Table table) {
        table.on("/internal/blobs/missing", Set.of(ServiceName.MANIFEST), this::missing);
    }

    private Future<JsonObject> missing(Question question) {
        var repository = RepositoryName.parse(question.text("repository"));
        var digests = question.texts("digests").stream().map(Digest::parse).toList();
        return blobs.missing(repository, digests).map(missing -> {
            var texts = new JsonArray();
            missing.forEach(digest -> texts.add(digest.toString()));
            return new JsonObject().put("missing", texts);
        });
    }
}
