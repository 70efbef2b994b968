package io.entrepot.manifest.delete;

import io.entrepot.manifest.condition.Precondition;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where manifests and tags are deleted from. Each deletion is atomic; what a precondition refuses hasn't happened. */
public interface DeletionStore {
    /**
     * A manifest that was deleted.
     *
     * @param tags those that named it and went with it
     */
    record Deleted(List<Tag> tags, @Nullable Digest subject) {}

    /** Deletes a tag; false where there is none. The tag's history remembers it. */
    Future<Boolean> delete(RepositoryName repository, Tag tag, Precondition precondition);

    /**
     * Deletes a manifest and its tags; null where the repository doesn't have it. Fails with {@code DENIED} and 409 while
     * another manifest of the repository refers to it, unless told not to mind.
     */
    Future<@Nullable Deleted> delete(
            RepositoryName repository, Digest digest, Precondition precondition, boolean evenIfReferenced);
}
