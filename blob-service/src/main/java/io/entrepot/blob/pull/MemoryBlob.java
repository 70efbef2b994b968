package io.entrepot.blob.pull;

import io.entrepot.blob.store.ReadableBlob;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A small blob that is in memory, for requests that want parts of it. */
record MemoryBlob(Buffer bytes) implements ReadableBlob {
    @Override
    public Future<Void> sendAsEnd(HttpServerResponse response, long offset, long length) {
        return response.end(bytes.slice((int) offset, (int) (offset + length)));
    }

    @Override
    public Future<Buffer> read(long offset, int length) {
        return Future.succeededFuture(bytes.getBuffer((int) offset, (int) offset + length));
    }
}
