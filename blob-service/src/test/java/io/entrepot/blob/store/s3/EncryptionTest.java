package io.entrepot.blob.store.s3;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.blob.Sample;
import io.entrepot.blob.store.Draft;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of the object store where it is to encrypt. */
class EncryptionTest {
    private final Vertx vertx = Vertx.vertx();
    private final Queue<HttpServerRequest> begun = new ConcurrentLinkedQueue<>();
    private final Queue<HttpServerRequest> parts = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void everyObjectIsBegunWithTheKey() {
        storeObjects(settings -> settings.encryptedWith("key-7"));

        assertThat(begun)
                .hasSize(3) // one put whole, one begun in parts, and its tail
                .allSatisfy(request -> {
                    assertThat(request.getHeader("x-amz-server-side-encryption"))
                            .isEqualTo("aws:kms");
                    assertThat(request.getHeader("x-amz-server-side-encryption-aws-kms-key-id"))
                            .isEqualTo("key-7");
                });
        assertThat(parts)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers().contains("x-amz-server-side-encryption"))
                        .isFalse());
    }

    @Test
    void nothingIsSaidOfItUnlessSet() {
        storeObjects(settings -> settings);

        assertThat(begun)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.headers().contains("x-amz-server-side-encryption"))
                        .isFalse());
    }

    private void storeObjects(UnaryOperator<S3Settings> encryption) {
        var server = await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
        var settings = S3Settings.of(URI.create("http://127.0.0.1:" + server.actualPort()), "blobs", "");
        var store = new S3Connection().open(vertx, encryption.apply(settings));
        await(store.put(Sample.key(), Buffer.buffer("small")));
        var key = Sample.key();
        var sink = await(store.open(key, 1, Draft.empty(key)));
        await(sink.write(Buffer.buffer(Sample.bytes(PartPlan.FIRST_SIZE + 1))));
        await(sink.sync());
        sink.close();
    }

    private void answer(HttpServerRequest request) {
        (request.uri().contains("partNumber=") ? parts : begun).add(request);
        request.endHandler(end -> request.response()
                .putHeader("ETag", "\"e\"")
                .end("<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"));
    }
}
