package io.entrepot.blob.upload;

import io.entrepot.blob.store.StorageKey;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into an upload, until somebody claims it anew.
 *
 * @param number counts the claims; only the newest can checkpoint, commit or cancel
 * @param received how many bytes the upload has
 * @param source the object that has those bytes; the same as {@code target} where its last writer finished in order
 * @param target the object this claim writes
 * @param stale an object that a fenced-off writer may have left behind
 * @param hashState the hash over the received bytes, where it could be taken along
 */
public record Claim(
        UploadSession session,
        int number,
        long received,
        StorageKey source,
        StorageKey target,
        @Nullable StorageKey stale,
        @Nullable Buffer hashState) {}
