package io.entrepot.blob.link;

import io.entrepot.blob.store.StorageKey;
import io.entrepot.kit.http.ReadyAnswer;
import io.entrepot.model.Digest;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Content of a digest.
 *
 * @param small the bytes and the ready answer, where they are few enough to be kept in memory
 */
public record BlobContent(
        long size, StorageKey key, @Nullable SmallBlob small) {
    /** A small blob in memory. */
    public record SmallBlob(Buffer bytes, ReadyAnswer answer) {
        static SmallBlob of(Digest digest, byte[] bytes) {
            return new SmallBlob(Buffer.buffer(bytes), new ReadyAnswer(digest, "application/octet-stream", bytes));
        }
    }

    int weight() {
        return small == null ? 400 : 400 + small.answer().weight();
    }
}
