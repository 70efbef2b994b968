package io.entrepot.blob.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** An object being read. */
public interface ReadableBlob {
    /** Sends a part as the rest of a response whose head is set, and ends the response. */
    Future<Void> sendAsEnd(HttpServerResponse response, long offset, long length);

    /** Reads a part into memory. */
    Future<Buffer> read(long offset, int length);
}
