package io.entrepot.manifest.delete;

import io.entrepot.manifest.ManifestConfig;
import io.entrepot.manifest.change.Change;
import io.entrepot.manifest.change.Changes;
import io.entrepot.manifest.condition.Precondition;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The rules of deleting: what isn't there can't be deleted, and nobody goes on remembering what is gone. */
@ApplicationScoped
class Deletions {
    private final DeletionStore store;
    private final Changes changes;
    private final boolean deleteReferenced;

    Deletions(DeletionStore store, Changes changes, ManifestConfig config) {
        this.store = store;
        this.changes = changes;
        this.deleteReferenced = config.deleteReferenced();
    }

    /** Deletes a tag; the manifest stays. Fails with {@code MANIFEST_UNKNOWN}. */
    Future<Void> delete(RepositoryName repository, Tag tag, Precondition precondition) {
        return store.delete(repository, tag, precondition)
                .andThen(result -> {
                    if (result.failed()) {
                        changes.failed(result.cause());
                    }
                    changes.announce(new Change(repository, List.of(tag), null, null));
                })
                .compose(deleted -> deleted
                        ? Future.succeededFuture()
                        : Future.failedFuture(OciError.MANIFEST_UNKNOWN.because("the repository has no tag " + tag)));
    }

    /** Deletes a manifest with its tags. Fails with {@code MANIFEST_UNKNOWN} or, while an index needs it, 409. */
    Future<Void> delete(RepositoryName repository, Digest digest, Precondition precondition) {
        return store.delete(repository, digest, precondition, deleteReferenced)
                .andThen(result -> {
                    if (result.failed()) {
                        changes.failed(result.cause());
                    }
                    var deleted = result.result();
                    if (deleted != null) {
                        changes.announce(new Change(repository, deleted.tags(), digest, deleted.subject()));
                    }
                })
                .compose(deleted -> deleted != null
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                OciError.MANIFEST_UNKNOWN.because("the repository has no manifest " + digest)));
    }
}
