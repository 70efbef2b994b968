package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.testing.BlobFiles;
import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.wire.OciClient;
import io.entrepot.testing.wire.RawConnection;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that break off, writers that get in each other's way, and bodies that are never asked for. */
@ExtendWith(StartedRegistries.class)
class BrokenRequestE2E {
    private static final String REPOSITORY = "api/broken";

    private final Blob blob = Blob.of("application/octet-stream", Blob.random(140, 3_000_000));

    private RunningRegistry registry;
    private OciClient client;

    @BeforeEach
    void connect(RunningRegistry shared) {
        registry = shared;
        client = new OciClient(shared);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_000, 2_000_000})
    void aStreamThatBreaksOffIsGoneOnWithWhereItStands(int sent) throws IOException {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        try (var connection = new RawConnection(registry)) {
            connection.head("PATCH " + session, "Transfer-Encoding: chunked");
            connection.write("2dc6c0\r\n".getBytes(StandardCharsets.US_ASCII)).write(blob.bytes(), sent);
        }

        assertGoesOn(session);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_000, 2_000_000})
    void aClosingRequestThatBreaksOffIsNeverABlob(int sent) throws IOException {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        var other = Blob.of("application/octet-stream", Blob.random(141 + sent, 3_000_000));
        try (var connection = new RawConnection(registry)) {
            connection
                    .head("PUT " + session + "?digest=" + other.digest(), "Content-Length: 3000000")
                    .write(other.bytes(), sent);
        }
        try (var connection = new RawConnection(registry)) {
            connection
                    .head(
                            "POST /v2/" + REPOSITORY + "/blobs/uploads/?digest=" + other.digest(),
                            "Content-Length: 3000000")
                    .write(other.bytes(), sent);
        }

        var closed = resume(session, other);
        assertThat(closed).isEqualTo(201);
        assertThat(client.blob(REPOSITORY, other.digest()).body()).isEqualTo(other.bytes());
    }

    @Test
    @Tag("standalone") // an object store shows no object before it is whole
    void nothingIsKeptOfASinglePostThatBreaksOffForNobodyCouldGoOnWithIt() throws IOException {
        var sent = 2_345_679; // a size that no other test's files have
        try (var connection = new RawConnection(registry)) {
            connection
                    .head(
                            "POST /v2/" + REPOSITORY + "/blobs/uploads/?digest=" + blob.digest(),
                            "Content-Length: 3000000")
                    .write(blob.bytes(), sent);
            await().untilAsserted(
                            () -> assertThat(BlobFiles.ofSize(registry, sent)).hasSize(1));
        }

        await().untilAsserted(() -> assertThat(BlobFiles.ofSize(registry, sent)).isEmpty());
    }

    @Test
    void aSmallClosingRequestThatBreaksOffIsNeverABlob() throws IOException {
        var small = Blob.of("application/octet-stream", Blob.random(142, 5_000));
        var session = OciClient.location(client.startUpload(REPOSITORY));
        try (var connection = new RawConnection(registry)) {
            connection
                    .head("PUT " + session + "?digest=" + small.digest(), "Content-Length: 5000")
                    .write(small.bytes(), 4_999);
        }

        var asked = client.get(session);

        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(header(asked, "Range")).isEqualTo("0-0");
        assertRefused(client.blob(REPOSITORY, small.digest()), 404, "BLOB_UNKNOWN");
    }

    @Test
    void aManifestThatBreaksOffIsNeverOne() throws IOException {
        var manifest = TestImage.of(143, 0, 0, TestImage.Packing.GZIP).root();
        try (var connection = new RawConnection(registry)) {
            connection
                    .head(
                            "PUT /v2/" + REPOSITORY + "/manifests/broken",
                            "Content-Type: " + manifest.mediaType(),
                            "Content-Length: " + manifest.size())
                    .write(manifest.bytes(), manifest.size() - 1);
        }

        assertRefused(client.manifest(REPOSITORY, "broken"), 404, "MANIFEST_UNKNOWN");
        assertRefused(client.manifest(REPOSITORY, manifest.digest()), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void ofTwoWritersOnOneSessionTheNewerWins() throws IOException {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        var strange = Blob.random(144, 3_000_000);
        try (var older = new RawConnection(registry)) {
            older.head("PATCH " + session, "Content-Length: 3000000").write(strange, 1_500_000);
            // The older one has claimed the session by now, or will be refused where it does later.
            var won =
                    await().until(() -> client.append(session, 0, blob.bytes()), answer -> answer.statusCode() == 202);
            older.write(Arrays.copyOfRange(strange, 1_500_000, strange.length));
            var lost = older.readHead();

            var closed = client.finish(OciClient.location(won), blob.digest());

            assertThat(lost).startsWith("HTTP/1.1 4");
            assertThat(closed.statusCode()).isEqualTo(201);
            assertThat(client.blob(REPOSITORY, blob.digest()).body()).isEqualTo(blob.bytes());
        }
    }

    @Test
    void aSessionCancelledUnderItsWriterStaysCancelled() throws IOException {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        client.append(session, 0, Arrays.copyOf(blob.bytes(), 10));
        try (var writer = new RawConnection(registry)) {
            writer.head("PATCH " + session, "Content-Length: 2999990").write(blob.bytes(), 1_500_000);
            var cancelled = client.delete(session);
            writer.write(Arrays.copyOfRange(blob.bytes(), 1_500_000, 2_999_990));

            assertThat(cancelled.statusCode()).isEqualTo(204);
            assertThat(writer.readHead()).startsWith("HTTP/1.1 404 ");
            assertRefused(client.get(session), 404, "BLOB_UPLOAD_UNKNOWN");
        }
    }

    @Test
    void twoThatCloseOneSessionWithDifferentBlobsAreNotBothRight() {
        var one = Blob.of("application/octet-stream", Blob.random(145, 2_000));
        var two = Blob.of("application/octet-stream", Blob.random(146, 2_000));
        var session = OciClient.location(client.startUpload(REPOSITORY));

        var first = client.finish(session, one.digest(), BodyPublishers.ofByteArray(one.bytes()));
        var second = client.finish(session, two.digest(), BodyPublishers.ofByteArray(two.bytes()));

        assertThat(first.statusCode()).isEqualTo(201);
        assertRefused(second, 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.blob(REPOSITORY, two.digest()), 404, "BLOB_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATCH /v2/api/broken/blobs/uploads/x",
                "PUT /v2/api/broken/blobs/uploads/x?digest=sha256:abc",
                "POST /v2/api/broken/blobs/uploads/?digest=sha256:abc",
                "POST /v2/api/BROKEN/blobs/uploads/",
                "PUT /v2/api/broken/manifests/.x",
                "PUT /v2/api/broken/manifests/big",
                "PUT /v2/api/broken/tags/list",
                "PUT /v2/api/broken/nothing"
            })
    void aRefusalComesBeforeTheBodyOfAClientThatAsks(String request) throws IOException {
        try (var connection = new RawConnection(registry)) {
            connection.head(request, "Expect: 100-continue", "Content-Length: 5000000000");

            assertThat(connection.readHead()).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void aBodyIsAskedForOnceItIsWelcome() throws IOException {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        try (var connection = new RawConnection(registry)) {
            connection.head(
                    "PUT " + session + "?digest=" + blob.digest(), "Expect: 100-continue", "Content-Length: 3000000");

            var first = connection.readHead();
            connection.write(blob.bytes());
            var second = connection.readHead();

            assertThat(first).startsWith("HTTP/1.1 100 ");
            assertThat(second).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void aMisplacedChunkIsRefusedBeforeItsBody() throws IOException {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        try (var connection = new RawConnection(registry)) {
            connection.head("PATCH " + session, "Expect: 100-continue", "Content-Range: 5-9", "Content-Length: 5");

            assertThat(connection.readHead()).startsWith("HTTP/1.1 416 ").containsIgnoringCase("\r\nrange: 0-0\r\n");
        }
    }

    private void assertGoesOn(String session) {
        assertThat(resume(session, blob)).isEqualTo(201);
        assertThat(client.blob(REPOSITORY, blob.digest()).body()).isEqualTo(blob.bytes());
    }

    /** As clients do it: asks where the session stands, again while the broken request is still being ended. */
    private int resume(String session, Blob whole) {
        var appended = await().until(
                        () -> {
                            var offset = offset(session);
                            return client.append(
                                    session, offset, Arrays.copyOfRange(whole.bytes(), offset, whole.size()));
                        },
                        answer -> answer.statusCode() == 202);
        return client.finish(OciClient.location(appended), whole.digest()).statusCode();
    }

    /** {@code Range: 0-0} is said of a session with one byte and of one with none; nobody here ever sends one byte. */
    private int offset(String session) {
        var asked = client.get(session);
        assertThat(asked.statusCode()).isEqualTo(204);
        var range = header(asked, "Range");
        var last = Integer.parseInt(range.substring(range.indexOf('-') + 1));
        return last == 0 ? 0 : last + 1;
    }
}
