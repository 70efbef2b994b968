package io.entrepot.blob.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** An object being written by one upload. Used by one worker thread at a time, which it may block for a short while. */
public interface BlobSink {
    /** What it was opened with, for a writer whose bytes turn out not to count. Survives a power cut. */
    Draft opened();

    /** Appends; the future ends when the sink is ready for more. */
    Future<Void> write(Buffer bytes);

    /** Makes everything appended so far survive a power cut, and tells what to go on from. */
    Future<Draft> sync();

    /** The same where nothing will be appended: what it tells may be good for nothing but sealing. */
    Future<Draft> end();

    /** Objects that nobody needs once this draft, the one opened or the last one told, is on record. */
    List<StorageKey> superseded(Draft recorded);

    /** Objects that nobody needs where the last draft could not be put on record, because there is a newer writer. */
    List<StorageKey> forsaken();

    /** Ends writing, without promising anything about what was not synced. */
    void close();
}
