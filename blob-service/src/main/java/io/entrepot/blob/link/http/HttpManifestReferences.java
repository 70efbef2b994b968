package io.entrepot.blob.link.http;

import io.entrepot.blob.link.ManifestReferences;
import io.entrepot.kit.internal.ServiceClient;
import io.entrepot.kit.internal.ServiceClients;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;

/** The manifests that refer to a blob, asked of the manifest-service. */
@DefaultBean
@Singleton
class HttpManifestReferences implements ManifestReferences {
    private final ServiceClient manifests;

    HttpManifestReferences(ServiceClients services) {
        this.manifests = services.manifest();
    }

    @Override
    public Future<List<Digest>> referencing(RepositoryName repository, Digest blob) {
        return manifests
                .ask(
                        "/internal/manifests/referencing",
                        new JsonObject().put("repository", repository.value()).put("blob", blob.toString()))
                .map(answer -> answer.getJsonArray("manifests").stream()
                        .map(digest -> Digest.parse((String) digest))
                        .toList());
    }
}
