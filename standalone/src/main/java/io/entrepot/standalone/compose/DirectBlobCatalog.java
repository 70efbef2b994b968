package io.entrepot.standalone.compose;

import io.entrepot.blob.link.RepositoryBlobs;
import io.entrepot.manifest.push.BlobCatalog;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;

/** The blobs that a manifest relies on, asked of the blob-service in this process. */
@ApplicationScoped
class DirectBlobCatalog implements BlobCatalog {
    private final RepositoryBlobs blobs;

    DirectBlobCatalog(RepositoryBlobs blobs) {
        this.blobs = blobs;
    }

    @Override
    public Future<Set<Digest>> missing(RepositoryName repository, Collection<Digest> digests) {
        return blobs.missing(repository, digests);
    }
}
