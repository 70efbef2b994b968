package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with an upload is refused, and then as if it had never been sent. */
@ExtendWith(StartedRegistries.class)
class UploadRefusalE2E {
    private static final String OCTETS = "application/octet-stream";
    private static final String REPOSITORY = "api/upload-refusal";
    private static final String UPLOADS = "/v2/" + REPOSITORY + "/blobs/uploads/";

    private final Blob blob = Blob.of(OCTETS, Blob.random(120, 1_400_000));

    private OciClient client;

    @BeforeEach
    void connect(RunningRegistry registry) {
        client = new OciClient(registry);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 1_399_999, 1_400_001, 9_000_000})
    void aChunkThatStartsElsewhereIsToldWhereTheUploadStands(int start) {
        var session = beginWith(1_400_000 - 10);

        var refused = client.append(session, start, new byte[10]);

        assertRefused(refused, 416, "BLOB_UPLOAD_INVALID");
        assertThat(header(refused, "Range")).isEqualTo("0-1399989");
        assertThat(header(refused, "Location")).startsWith(UPLOADS);
        assertGoesOn(session, 1_400_000 - 10);
    }

    @Test
    void aFirstChunkThatDoesNotStartAtZeroIsRefused() {
        var session = OciClient.location(client.startUpload(REPOSITORY));

        var refused = client.append(session, 10, new byte[10]);

        assertRefused(refused, 416, "BLOB_UPLOAD_INVALID");
        assertThat(header(refused, "Range")).isEqualTo("0-0");
        assertGoesOn(session, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 1_000_001})
    void aClosingChunkThatStartsElsewhereIsToldWhereTheUploadStands(int start) {
        var session = beginWith(1_000_000);

        var refused = client.finish(
                session,
                blob.digest(),
                BodyPublishers.ofByteArray(rest(1_000_000)),
                "Content-Range",
                start + "-" + (start + 399_999));

        assertRefused(refused, 416, "BLOB_UPLOAD_INVALID");
        assertThat(header(refused, "Range")).isEqualTo("0-999999");
        assertGoesOn(session, 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "5", "-", "5-", "-5", "9-3", "0--9", "a-b", "bytes */5", "99999999999999999999-1"})
    void aMalformedContentRangeIsRefused(String range) {
        var session = beginWith(500);

        var refused = client.send("PATCH", session, BodyPublishers.ofByteArray(new byte[5]), "Content-Range", range);
        var closing =
                client.finish(session, blob.digest(), BodyPublishers.ofByteArray(new byte[5]), "Content-Range", range);

        assertRefused(refused, 416, "BLOB_UPLOAD_INVALID");
        assertRefused(closing, 416, "BLOB_UPLOAD_INVALID");
        assertGoesOn(session, 500);
    }

    @ParameterizedTest
    @CsvSource({"500-599, 50, true", "500-599, 150, true", "500-599, 50, false", "500-599, 150, false"})
    void aBodyOfAnotherLengthThanItsRangeDoesNotCount(String range, int length, boolean announced) {
        var session = beginWith(500);
        var bytes = Arrays.copyOfRange(blob.bytes(), 500, 500 + length);

        var refused = client.send("PATCH", session, body(bytes, announced), "Content-Range", range);

        assertRefused(refused, 400, "SIZE_INVALID");
        assertGoesOn(session, 500);
    }

    @Test
    void whatDidNotCountIsNotInTheBlobEither() {
        var begun = Blob.of(OCTETS, Arrays.copyOf(blob.bytes(), 500));
        var session = beginWith(500);
        client.send("PATCH", session, body(new byte[50], false), "Content-Range", "500-599");

        var closed = client.finish(session, begun.digest());

        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(client.blob(REPOSITORY, begun.digest()).body()).isEqualTo(begun.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5_000, 2_000_000})
    void bytesOfAnotherDigestAreNotKept(int size) {
        var bytes = Blob.random(121, size);
        var expected = Blob.of(OCTETS, Blob.random(122, size + 1));
        var session = OciClient.location(client.startUpload(REPOSITORY));
        var streamed = OciClient.location(client.startUpload(REPOSITORY));
        client.stream(streamed, bytes);

        var put = client.finish(session, expected.digest(), BodyPublishers.ofByteArray(bytes));
        var closed = client.finish(streamed, expected.digest());
        var posted = client.send("POST", UPLOADS + "?digest=" + expected.digest(), BodyPublishers.ofByteArray(bytes));

        assertRefused(put, 400, "DIGEST_INVALID");
        assertRefused(closed, 400, "DIGEST_INVALID");
        assertRefused(posted, 400, "DIGEST_INVALID");
        assertAbsent(expected.digest());
        assertAbsent(Blob.digest("sha256", bytes));
        assertRefused(client.get(session), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.get(streamed), 404, "BLOB_UPLOAD_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "sha256:",
                "sha256:abc",
                "md5:d41d8cd98f00b204e9800998ecf8427e",
                "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void aMalformedDigestIsRefusedAndTheSessionGoesOn(String digest) {
        var session = beginWith(700);

        var closed = client.finish(session, digest);
        var posted = client.send("POST", UPLOADS + "?digest=" + digest, BodyPublishers.ofByteArray(new byte[9]));
        var mounted = client.mount(REPOSITORY, digest, "api/upload");

        assertRefused(closed, 400, "DIGEST_INVALID");
        assertRefused(posted, 400, "DIGEST_INVALID");
        assertRefused(mounted, 400, "DIGEST_INVALID");
        assertGoesOn(session, 700);
    }

    @Test
    void closingWithoutADigestIsRefusedAndTheSessionGoesOn() {
        var session = beginWith(800);

        var refused = client.send("PUT", session, BodyPublishers.ofByteArray(rest(800)));

        assertRefused(refused, 400, "DIGEST_INVALID");
        assertGoesOn(session, 800);
    }

    @Test
    void anUnknownAlgorithmIsRefused() {
        var refused = client.send("POST", UPLOADS + "?digest-algorithm=md5", BodyPublishers.noBody());

        assertRefused(refused, 400, "DIGEST_INVALID");
    }

    @Test
    void aSessionBelongsToItsRepository() {
        var session = beginWith(900);
        var elsewhere = session.replace(REPOSITORY, "api/upload-stranger");

        assertRefused(client.get(elsewhere), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.append(elsewhere, 900, rest(900)), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.finish(elsewhere, blob.digest()), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.delete(elsewhere), 404, "BLOB_UPLOAD_UNKNOWN");
        assertGoesOn(session, 900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000.AAAA"})
    void aSessionNobodyBeganIsUnknown(String name) {
        var session = UPLOADS + name;

        assertRefused(client.get(session), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.append(session, 0, new byte[10]), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(
                client.finish(session, blob.digest(), BodyPublishers.ofByteArray(blob.bytes())),
                404,
                "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.delete(session), 404, "BLOB_UPLOAD_UNKNOWN");
    }

    private String beginWith(int bytes) {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        client.append(session, 0, Arrays.copyOf(blob.bytes(), bytes));
        return session;
    }

    /** The session stands where it stood, and the rest makes the blob whole. */
    private void assertGoesOn(String session, int received) {
        var asked = client.get(session);
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(header(asked, "Range")).isEqualTo("0-" + Math.max(0, received - 1));
        var closed = client.finish(session, blob.digest(), BodyPublishers.ofByteArray(rest(received)));
        assertThat(closed.statusCode()).as(() -> text(closed)).isEqualTo(201);
        assertThat(client.blob(REPOSITORY, blob.digest()).body()).isEqualTo(blob.bytes());
    }

    private void assertAbsent(String digest) {
        assertThat(client.head("/v2/" + REPOSITORY + "/blobs/" + digest).statusCode())
                .isEqualTo(404);
        assertRefused(client.blob(REPOSITORY, digest), 404, "BLOB_UNKNOWN");
    }

    private byte[] rest(int from) {
        return Arrays.copyOfRange(blob.bytes(), from, blob.size());
    }

    private static BodyPublisher body(byte[] bytes, boolean announced) {
        return announced
                ? BodyPublishers.ofByteArray(bytes)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }
}
