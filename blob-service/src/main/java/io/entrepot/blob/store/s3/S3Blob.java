package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.ReadableBlob;
import io.entrepot.blob.store.StorageKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** An object in a bucket; that it is lost shows when it is read. */
record S3Blob(Vertx vertx, Bucket bucket, StorageKey key, long size) implements ReadableBlob {
    @Override
    public Future<Void> sendAsEnd(HttpServerResponse response, long offset, long length) {
        return length == 0
                ? bucket.verify(key, size).compose(there -> response.end())
                : new ObjectStream(vertx, bucket, this, response, offset, length).start();
    }

    @Override
    public Future<Buffer> read(long offset, int length) {
        return bucket.get(key, offset, length, size);
    }
}
