package io.entrepot.blob.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** An object being written by one upload. Used by one worker thread at a time, which it may block for a short while. */
public interface BlobSink {
    /** Appends; the future ends when the sink is ready for more. */
    Future<Void> write(Buffer bytes);

    /** Makes everything appended so far survive a power cut. */
    Future<Void> sync();

    /** Ends writing, without promising anything about what was not synced. */
    void close();
}
