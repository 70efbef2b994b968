package io.entrepot.blob.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects by {@link StorageKey}. A key is written once, by one writer, and its object never changes after its commit.
 * All methods may be called on an event loop and block none. A fault of the store fails the future with its cause.
 */
public interface BlobStore {
    /** Stores a small object whole. When the future ends, it survives a power cut. */
    Future<Void> put(StorageKey key, Buffer bytes);

    /**
     * Begins an object, or goes on with a draft.
     *
     * @param key the draft's own where its last writer finished in order; another one where that writer may still be
     *     writing, and must not be able to spoil what is written now
     * @param writer counts the writers of an upload; the newest has the highest number
     * @throws LostBlob in the future, where what the draft tells of isn't there
     */
    Future<BlobSink> open(StorageKey key, int writer, Draft from);

    /** How long chunks should be at the least, so that they cost the store no detour; 0 where that is all the same. */
    int preferredChunk();

    /**
     * Turns a draft into an object that can be read, where the last writer finished in order. What is sealed already may
     * be sealed again, with the same result.
     *
     * @throws LostBlob in the future, where what the draft tells of isn't there
     */
    Future<Sealed> seal(Draft draft);

    /**
     * Opens an object for reading.
     *
     * @throws LostBlob in the future, or in that of a later read, where the object is absent or not of this size
     */
    Future<ReadableBlob> read(StorageKey key, long size);

    /**
     * Makes sure that an object is there.
     *
     * @throws LostBlob in the future, where the object is absent or not of this size
     */
    Future<Void> verify(StorageKey key, long size);

    /**
     * An address where clients can get the object themselves for a while, without credentials; null where there is none.
     *
     * @throws LostBlob in the future, where the object is absent or not of this size; not noticed each time
     */
    Future<@Nullable URI> link(StorageKey key, long size);

    /** Deletes an object; absent is as good as deleted. */
    Future<Void> delete(StorageKey key);

    /** Deletes everything that writers of this key left which never became an object. */
    Future<Void> abandon(StorageKey key);

    /** Keys under which something was begun that is neither an object yet nor abandoned, where the store can tell. */
    Future<List<StorageKey>> unfinished();

    /** The days ({@code yyyyMMdd}) that have objects, finished or not. */
    Future<List<String>> days();

    /** The keys of a day that sort behind {@code after}, at most {@code limit}, in order; also of unfinished objects. */
    Future<List<StorageKey>> keys(String day, String after, int limit);
}
