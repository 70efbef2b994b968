package io.entrepot.blob.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Objects by {@link StorageKey}. A key is written once, by one writer, and its object never changes after its commit.
 * All methods may be called on an event loop and block none. A fault of the store fails the future with its cause.
 */
public interface BlobStore {
    /** Stores a small object whole. When the future ends, it survives a power cut. */
    Future<Void> put(StorageKey key, Buffer bytes);

    /**
     * Begins an object, or goes on with one at an offset (then whatever lies behind the offset is dropped).
     *
     * @param from the object that has the first {@code offset} bytes: the same key where its last writer finished in
     *     order; another key where that writer may still be writing, so that it can't write into ours
     */
    Future<BlobSink> open(StorageKey key, StorageKey from, long offset);

    /**
     * Opens an object for reading.
     *
     * @throws LostBlob in the future, where the object is absent or not of this size
     */
    Future<ReadableBlob> read(StorageKey key, long size);

    /** Deletes an object; absent is as good as deleted. */
    Future<Void> delete(StorageKey key);

    /** The days ({@code yyyyMMdd}) that have objects. */
    Future<List<String>> days();

    /** The keys of a day that sort behind {@code after}, at most {@code limit}, in order. */
    Future<List<StorageKey>> keys(String day, String after, int limit);
}
