package io.entrepot.blob.link;

import io.entrepot.blob.store.LostBlob;
import io.entrepot.blob.store.ReadableBlob;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Function;

/** An object whose loss may show only when it is read; then the read fails as {@code onLoss} does. */
record WatchedBlob(ReadableBlob blob, Function<LostBlob, Future<?>> onLoss) implements ReadableBlob {
    @Override
    public Future<Void> sendAsEnd(HttpServerResponse response, long offset, long length) {
        return watched(blob.sendAsEnd(response, offset, length));
    }

    @Override
    public Future<Buffer> read(long offset, int length) {
        return watched(blob.read(offset, length));
    }

    private <T> Future<T> watched(Future<T> read) {
        return read.recover(failure ->
                failure instanceof LostBlob lost ? onLoss.apply(lost).mapEmpty() : Future.failedFuture(failure));
    }
}
