package io.entrepot.blob.link;

import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import java.util.List;

/** What the manifests of a repository refer to. */
public interface ManifestReferences {
    /** Manifests of the repository that refer to a blob, as of now; a few of them where there are many. */
    Future<List<Digest>> referencing(RepositoryName repository, Digest blob);
}
