package io.entrepot.manifest.push;

import io.entrepot.model.Digest;
import io.entrepot.model.Tag;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a push. */
public sealed interface PushOutcome {
    /**
     * Stored durably, with all its tags.
     *
     * @param isNew whether the repository didn't have the manifest before
     * @param movedFrom the tags that didn't name it already, with what they named before, if anything
     */
    record Stored(boolean isNew, Map<Tag, @Nullable Digest> movedFrom) implements PushOutcome {}

    /** Nothing was stored: the repository doesn't have these manifests that the pushed one refers to. */
    record Incomplete(Set<Digest> missing) implements PushOutcome {}
}
