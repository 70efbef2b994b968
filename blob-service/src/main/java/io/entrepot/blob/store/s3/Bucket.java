package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.LostBlob;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.blob.store.s3.Pieces.Multipart;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The requests we make of the object store, for objects by their keys. Futures end on the caller's event loop. */
final class Bucket {
    private final S3AsyncClient client;
    private final String name;
    private final String prefix;
    private final Duration patience;
    private final @Nullable String encryption;
    private final @Nullable String kmsKey;

    Bucket(S3AsyncClient client, String name, S3Config config) {
        this.client = client;
        this.name = name;
        this.patience = config.attemptTimeout();
        this.prefix = config.prefix().orElse("");
        this.encryption = config.serverSideEncryption().orElse(null);
        this.kmsKey = config.kmsKeyId().orElse(null);
    }

    Future<Void> put(StorageKey key, ByteBuffer[] bytes, int length) {
        var body = AsyncRequestBody.fromRemainingByteBuffersUnsafe(bytes);
        return call(client.putObject(
                        put -> put.bucket(name)
                                .key(path(key))
                                .contentLength((long) length)
                                .serverSideEncryption(encryption)
                                .ssekmsKeyId(kmsKey),
                        body))
                .mapEmpty();
    }

    Future<String> beginMultipart(StorageKey key) {
        return call(client.createMultipartUpload(create -> create.bucket(name)
                        .key(path(key))
                        .serverSideEncryption(encryption)
                        .ssekmsKeyId(kmsKey)))
                .map(created -> created.uploadId());
    }

    /** The part's ETag. */
    Future<String> putPart(StorageKey key, String upload, int number, ByteBuffer[] bytes, int length) {
        var body = AsyncRequestBody.fromRemainingByteBuffersUnsafe(bytes);
        return call(client.uploadPart(
                        part -> part.bucket(name)
                                .key(path(key))
                                .uploadId(upload)
                                .partNumber(number)
                                .contentLength((long) length),
                        body))
                .map(stored -> stored.eTag());
    }

    Future<Void> complete(Multipart multipart) {
        List<CompletedPart> parts = multipart.parts().stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .build())
                .toList();
        return call(client.completeMultipartUpload(complete -> complete.bucket(name)
                        .key(path(multipart.object()))
                        .uploadId(multipart.id())
                        .multipartUpload(listed -> listed.parts(parts))))
                .mapEmpty();
    }

    Future<Void> abort(StorageKey key, String upload) {
        return call(client.abortMultipartUpload(
                        abort -> abort.bucket(name).key(path(key)).uploadId(upload)))
                .<Void>mapEmpty()
                .recover(failure -> Fault.isAbsent(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    /** Fails with {@link LostBlob} where the object is absent or not of this size. */
    Future<Void> verify(StorageKey key, long size) {
        return call(client.headObject(head -> head.bucket(name).key(path(key))))
                .recover(failure -> Future.failedFuture(Fault.isAbsent(failure) ? absent(key) : failure))
                .compose(head -> head.contentLength() == size
                        ? Future.succeededFuture()
                        : Future.failedFuture(wrongSize(key, head.contentLength(), size)));
    }

    /** A part of an object of a known size in memory; fails with {@link LostBlob} like {@link #verify}. */
    Future<Buffer> get(StorageKey key, long offset, int length, long size) {
        if (length == 0) {
            return Future.succeededFuture(Buffer.buffer());
        }
        return call(client.getObject(range(key, offset, length, size), AsyncResponseTransformer.toBytes()))
                .recover(failure -> Future.failedFuture(lost(key, failure)))
                .compose(got -> size(got.response()) == size
                        ? Future.succeededFuture(Buffer.buffer(got.asByteArrayUnsafe()))
                        : Future.failedFuture(wrongSize(key, size(got.response()), size)));
    }

    /** The same as a stream. */
    Future<BodyStream> stream(StorageKey key, long offset, long length, long size) {
        return call(client.getObject(range(key, offset, length, size), new BodyStream()))
                .recover(failure -> Future.failedFuture(lost(key, failure)))
                .compose(got -> {
                    if (size(got.response()) == size) {
                        return Future.succeededFuture(got);
                    }
                    got.cancel();
                    return Future.failedFuture(wrongSize(key, size(got.response()), size));
                });
    }

    private GetObjectRequest range(StorageKey key, long offset, long length, long size) {
        var get = GetObjectRequest.builder().bucket(name).key(path(key));
        if (length < size) {
            get.range("bytes=" + offset + "-" + (offset + length - 1));
        }
        return get.build();
    }

    private static long size(GetObjectResponse got) {
        var range = got.contentRange();
        return range == null ? got.contentLength() : Long.parseLong(range.substring(range.indexOf('/') + 1));
    }

    private static Throwable lost(StorageKey key, Throwable failure) {
        if (Fault.isAbsent(failure)) {
            return absent(key);
        }
        return Fault.isOutOfRange(failure) ? new LostBlob(key, "ends before the range asked for") : failure;
    }

    private static LostBlob absent(StorageKey key) {
        return new LostBlob(key, "is absent");
    }

    private static LostBlob wrongSize(StorageKey key, long actual, long size) {
        return new LostBlob(key, "has " + actual + " bytes instead of " + size);
    }

    Future<Void> delete(StorageKey key) {
        return call(client.deleteObject(delete -> delete.bucket(name).key(path(key))))
                .<Void>mapEmpty()
                .recover(failure -> Fault.isAbsent(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private String path(StorageKey key) {
        return prefix + key.value();
    }

    /** How long an answer may stand still. */
    Duration patience() {
        return patience;
    }

    S3AsyncClient client() {
        return client;
    }

    String name() {
        return name;
    }

    String prefix() {
        return prefix;
    }

    static <T> Future<T> call(CompletableFuture<T> answer) {
        var context = Vertx.currentContext();
        var future = context == null ? Future.fromCompletionStage(answer) : Future.fromCompletionStage(answer, context);
        return future.recover(failure -> Future.failedFuture(Fault.of(failure)));
    }
}
