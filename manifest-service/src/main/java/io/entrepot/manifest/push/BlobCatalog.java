package io.entrepot.manifest.push;

import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Set;

/** The blobs of repositories, as far as manifests need them. */
public interface BlobCatalog {
    /**
     * Which of these blobs the repository doesn't have. Those it has are revived by the same call: for as long as a push
     * can take and well beyond, no sweep removes them, even if no manifest refers to them yet.
     */
    Future<Set<Digest>> missing(RepositoryName repository, Collection<Digest> digests);
}
