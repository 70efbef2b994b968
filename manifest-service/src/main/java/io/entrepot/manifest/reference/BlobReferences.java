package io.entrepot.manifest.reference;

import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import java.util.List;

/** Which manifests of a repository refer to a blob, as of now: asked of the database each time, never remembered. */
public interface BlobReferences {
    /** Manifests that refer to the blob, at most so many. */
    Future<List<Digest>> manifestsReferencing(RepositoryName repository, Digest blob, int atMost);
}
