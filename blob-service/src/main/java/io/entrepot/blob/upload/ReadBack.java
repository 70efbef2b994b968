package io.entrepot.blob.upload;

import io.entrepot.blob.store.ReadableBlob;
import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.vertx.core.Future;

/** Hashes a stored object, where its upload couldn't be hashed on the way in. */
final class ReadBack {
    private static final int STEP = 4 << 20;

    private ReadBack() {}

    static Future<Digest> digest(ReadableBlob blob, long size, Algorithm algorithm) {
        return from(blob, 0, size, new StreamingHash(algorithm));
    }

    private static Future<Digest> from(ReadableBlob blob, long offset, long size, StreamingHash hash) {
        if (offset == size) {
            return Future.succeededFuture(hash.finish());
        }
        var length = (int) Math.min(STEP, size - offset);
        return blob.read(offset, length).compose(bytes -> {
            hash.update(bytes);
            return from(blob, offset + length, size, hash);
        });
    }
}
