package io.entrepot.blob.upload;

import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into an upload, until somebody claims it anew.
 *
 * @param number counts the claims; only the newest can checkpoint, commit or cancel
 * @param draft what the upload has
 * @param target the key to write to; the draft's own where its last writer finished in order
 * @param stale a key that a fenced-off writer may have written to
 * @param hashState the hash over the draft's bytes, where it could be taken along
 */
public record Claim(
        UploadSession session,
        int number,
        Draft draft,
        StorageKey target,
        @Nullable StorageKey stale,
        @Nullable Buffer hashState) {
    long received() {
        return draft.length();
    }

    /** Whether the last writer said that it was done. */
    boolean isInOrder() {
        return target.equals(draft.key());
    }
}
