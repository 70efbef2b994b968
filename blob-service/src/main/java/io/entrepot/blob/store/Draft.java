package io.entrepot.blob.store;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An object that is being written, as far as it survives a power cut: all that any process needs to go on with it.
 *
 * @param key where it is, or will be
 * @param length how many bytes it has
 * @param state what else its store has to know, opaque to everybody else; null where nothing
 */
public record Draft(StorageKey key, long length, @Nullable Buffer state) {
    /** An object without a byte yet. */
    public static Draft empty(StorageKey key) {
        return new Draft(key, 0, null);
    }
}
