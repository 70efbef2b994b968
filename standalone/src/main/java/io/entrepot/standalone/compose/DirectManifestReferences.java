package io.entrepot.standalone.compose;

import io.entrepot.blob.link.ManifestReferences;
import io.entrepot.manifest.reference.BlobReferences;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The manifests that refer to a blob, asked of the manifest-service in this process. */
@ApplicationScoped
class DirectManifestReferences implements ManifestReferences {
    private static final int ENOUGH_TO_NAME = 10;

    private final BlobReferences references;

    DirectManifestReferences(BlobReferences references) {
        this.references = references;
    }

    @Override
    public Future<List<Digest>> referencing(RepositoryName repository, Digest blob) {
        return references.manifestsReferencing(repository, blob, ENOUGH_TO_NAME);
    }
}
