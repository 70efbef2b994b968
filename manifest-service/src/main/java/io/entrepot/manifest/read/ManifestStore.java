package io.entrepot.manifest.read;

import io.entrepot.kit.http.ReadyAnswer;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Manifests as they are now, each read by one query. */
public interface ManifestStore {
    /** A manifest, ready to be sent. */
    record StoredManifest(Digest digest, ReadyAnswer answer) {}

    /** The manifest that a tag names; null where there is no such tag. */
    Future<@Nullable StoredManifest> find(RepositoryName repository, Tag tag);

    /** The manifest of this digest; null where the repository doesn't have it. */
    Future<@Nullable StoredManifest> find(RepositoryName repository, Digest digest);
}
