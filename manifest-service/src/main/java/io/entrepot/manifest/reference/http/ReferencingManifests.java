package io.entrepot.manifest.reference.http;

import io.entrepot.kit.internal.InternalRoutes;
import io.entrepot.kit.internal.Question;
import io.entrepot.kit.upstream.ServiceName;
import io.entrepot.manifest.reference.BlobReferences;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Which manifests refer to a blob, for the blob-service. */
@ApplicationScoped
class ReferencingManifests implements InternalRoutes {
    private static final int ENOUGH_TO_NAME = 10;

    private final BlobReferences references;

    ReferencingManifests(BlobReferences references) {
        this.references = references;
    }

    @Override
    public void addTo(Table table) {
        table.on("/internal/manifests/referencing", Set.of(ServiceName.BLOB), this::referencing);
    }

    private Future<JsonObject> referencing(Question question) {
        var repository = RepositoryName.parse(question.text("repository"));
        var blob = Digest.parse(question.text("blob"));
        return references.manifestsReferencing(repository, blob, ENOUGH_TO_NAME).map(manifests -> {
            var texts = new JsonArray();
            manifests.forEach(digest -> texts.add(digest.toString()));
            return new JsonObject().put("manifests", texts);
        });
    }
}
