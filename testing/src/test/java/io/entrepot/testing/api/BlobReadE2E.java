package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blobs pulled whole: each test with an empty one, one that is kept in memory and one that is sent from its file. */
@ExtendWith(StartedRegistries.class)
class BlobReadE2E {
    private static final String REPOSITORY = "api/blob-read";

    private OciClient client;

    @BeforeEach
    void connect(RunningRegistry registry) {
        client = new OciClient(registry);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30_000, 300_000})
    void headHasEveryHeaderOfGetAndNoBody(int size) {
        var path = push(size);

        var first = client.get(path);
        var get = client.get(path);
        var head = client.head(path);

        assertThat(get.body()).hasSize(size).isEqualTo(first.body());
        assertThat(head.body()).isEmpty();
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(headers(head)).isEqualTo(headers(get)).isEqualTo(headers(first));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30_000, 300_000})
    void whatNeverChangesMayBeKept(int size) {
        var path = push(size);
        var digest = path.substring(path.lastIndexOf('/') + 1);

        var got = client.get(path);

        assertThat(header(got, "ETag")).isEqualTo('"' + digest + '"');
        assertThat(header(got, "Docker-Content-Digest")).isEqualTo(digest);
        assertThat(header(got, "Content-Length")).isEqualTo(Integer.toString(size));
        assertThat(header(got, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(got, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(got, "Cache-Control")).contains("max-age=31536000").contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30_000, 300_000})
    void aCopyThatTheClientHasIsNotSentAgain(int size) {
        var path = push(size);
        var etag = header(client.head(path), "ETag");

        for (var known : new String[] {etag, "\"other\", " + etag, "W/" + etag, "*"}) {
            var get = client.get(path, "If-None-Match", known);
            var head = client.head(path, "If-None-Match", known);

            assertThat(get.statusCode()).as(known).isEqualTo(304);
            assertThat(get.body()).isEmpty();
            assertThat(header(get, "ETag")).isEqualTo(etag);
            assertThat(header(get, "Cache-Control")).contains("immutable");
            assertThat(headers(head)).isEqualTo(headers(get));
        }
        assertThat(client.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30_000, 300_000})
    void theColonOfADigestMayBeEscaped(int size) {
        var path = push(size);

        var got = client.get(path.replace("sha256:", "sha256%3A"));

        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).hasSize(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {31_000, 310_000})
    void anotherRepositoryDoesNotHaveTheBlob(int size) {
        var path = push(size).replace(REPOSITORY, "api/blob-read-stranger");

        assertRefused(client.get(path), 404, "BLOB_UNKNOWN");
        assertThat(client.head(path).statusCode()).isEqualTo(404);
        assertThat(client.head(path).body()).isEmpty();
        assertRefused(client.delete(path), 404, "BLOB_UNKNOWN");
        assertRefused(client.get(path, "Range", "bytes=0-1"), 404, "BLOB_UNKNOWN");
        assertRefused(client.get(path, "If-None-Match", "*"), 404, "BLOB_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:abc", "latest", "md5:d41d8cd98f00b204e9800998ecf8427e", "sha256%3Aabc", "%00"})
    void aMalformedDigestIsRefused(String digest) {
        var path = "/v2/" + REPOSITORY + "/blobs/" + digest;
        assertRefused(client.get(path), 400, "DIGEST_INVALID");
        assertThat(client.head(path).statusCode()).isEqualTo(400);
        assertRefused(client.delete(path), 400, "DIGEST_INVALID");
    }

    private String push(int size) {
        var blob = Blob.of("application/octet-stream", Blob.random(130, size));
        client.pushBlob(REPOSITORY, blob);
        return "/v2/" + REPOSITORY + "/blobs/" + blob.digest();
    }
}
