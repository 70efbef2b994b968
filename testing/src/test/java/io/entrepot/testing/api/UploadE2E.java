package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of an upload that is right. */
@ExtendWith(StartedRegistries.class)
class UploadE2E {
    private static final String OCTETS = "application/octet-stream";
    private static final String REPOSITORY = "api/upload";
    private static final int BIG = 2_500_001;

    private OciClient client;

    @BeforeEach
    void connect(RunningRegistry registry) {
        client = new OciClient(registry);
    }

    @Test
    void aFreshSessionIsEmptyAndRelative() {
        var begun = client.startUpload(REPOSITORY);
        var asked = client.get(OciClient.location(begun));

        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(header(begun, "Location")).startsWith("/v2/" + REPOSITORY + "/blobs/uploads/");
        assertThat(header(begun, "Location")).doesNotContain("?");
        assertThat(header(begun, "Range")).isEqualTo("0-0");
        assertThat(header(begun, "Docker-Upload-UUID")).isNotEmpty();
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(header(asked, "Range")).isEqualTo("0-0");
        assertThat(header(asked, "Location")).startsWith("/v2/" + REPOSITORY + "/blobs/uploads/");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_096, BIG})
    void aBlobIsPushedByPostAndPut(int size) {
        var blob = blob(101, size);

        var closed = client.pushBlob(REPOSITORY, blob);

        assertStored(closed, blob.digest(), blob.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_097, BIG})
    void aBlobIsPushedByOnePost(int size) {
        var blob = blob(102, size);

        var pushed = post(blob.digest(), blob.bytes());

        assertStored(pushed, blob.digest(), blob.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_098, BIG})
    void aBlobIsStreamedByPatch(int size) {
        var blob = blob(103, size);

        var streamed = client.stream(OciClient.location(client.startUpload(REPOSITORY)), blob.bytes());
        var closed = client.finish(OciClient.location(streamed), blob.digest());

        assertThat(streamed.statusCode()).isEqualTo(202);
        assertThat(header(streamed, "Range")).isEqualTo("0-" + Math.max(0, size - 1));
        assertStored(closed, blob.digest(), blob.bytes());
    }

    @Test
    void chunksAreAppendedAndTheLastComesWithThePut() {
        var blob = blob(104, 3_000_000);
        var session = OciClient.location(client.startUpload(REPOSITORY));

        var first = client.append(session, 0, part(blob, 0, 1_200_000));
        var second = client.append(OciClient.location(first), 1_200_000, part(blob, 1_200_000, 2_900_000));
        var asked = client.get(OciClient.location(second));
        var closed = client.finish(
                OciClient.location(second),
                blob.digest(),
                BodyPublishers.ofByteArray(part(blob, 2_900_000, 3_000_000)),
                "Content-Range",
                "2900000-2999999");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(header(first, "Range")).isEqualTo("0-1199999");
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(header(asked, "Range")).isEqualTo("0-2899999");
        assertStored(closed, blob.digest(), blob.bytes());
    }

    @Test
    void chunksMayBeFollowedByAStream() {
        var blob = blob(105, 2_000_000);
        var session = OciClient.location(client.startUpload(REPOSITORY));

        client.append(session, 0, part(blob, 0, 10));
        client.stream(session, part(blob, 10, 1_500_000));
        client.append(session, 1_500_000, part(blob, 1_500_000, 2_000_000));
        var closed = client.finish(session, blob.digest());

        assertStored(closed, blob.digest(), blob.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, BIG})
    void sha512IsTakenAnnounced(int size) {
        var bytes = Blob.random(106, size);
        var digest = Blob.digest("sha512", bytes);
        var begun = client.send(
                "POST", "/v2/" + REPOSITORY + "/blobs/uploads/?digest-algorithm=sha512", BodyPublishers.noBody());

        client.stream(OciClient.location(begun), bytes);
        var closed = client.finish(OciClient.location(begun), digest);

        assertStored(closed, digest, bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, BIG})
    void sha512ClosesAnUploadThatAnnouncedNothing(int size) {
        var bytes = Blob.random(107, size);
        var digest = Blob.digest("sha512", bytes);
        var session = OciClient.location(client.startUpload(REPOSITORY));
        var half = size / 2;

        client.stream(session, Arrays.copyOf(bytes, half));
        var closed = client.finish(session, digest, BodyPublishers.ofByteArray(Arrays.copyOfRange(bytes, half, size)));

        assertStored(closed, digest, bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, BIG})
    void sha512IsTakenByOnePost(int size) {
        var bytes = Blob.random(108, size);

        var pushed = post(Blob.digest("sha512", bytes), bytes);

        assertStored(pushed, Blob.digest("sha512", bytes), bytes);
    }

    @Test
    void aCancelledSessionIsGone() {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        client.append(session, 0, Blob.random(109, 2_000_000));

        var cancelled = client.delete(session);

        assertThat(cancelled.statusCode()).isEqualTo(204);
        assertUnknown(session);
    }

    @Test
    void aSessionWithoutBytesCanBeCancelledToo() {
        var session = OciClient.location(client.startUpload(REPOSITORY));

        var cancelled = client.delete(session);

        assertThat(cancelled.statusCode()).isEqualTo(204);
        assertUnknown(session);
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, BIG})
    void aFinishedSessionAnswersTheSameAgainAndNothingElse(int size) {
        var blob = blob(110, size);
        var session = OciClient.location(client.startUpload(REPOSITORY));
        client.finish(session, blob.digest(), BodyPublishers.ofByteArray(blob.bytes()));

        var again = client.finish(session, blob.digest(), BodyPublishers.ofByteArray(blob.bytes()));
        var againWithoutBody = client.finish(session, blob.digest());
        var other = client.finish(session, blob(111, 10).digest());

        assertStored(again, blob.digest(), blob.bytes());
        assertStored(againWithoutBody, blob.digest(), blob.bytes());
        assertRefused(other, 404, "BLOB_UPLOAD_UNKNOWN");
        assertUnknown(session);
    }

    @ParameterizedTest
    @ValueSource(ints = {6_000, BIG})
    void pushingABlobAgainIsNoError(int size) {
        var blob = blob(112, size);
        client.pushBlob(REPOSITORY, blob);

        var put = client.pushBlob(REPOSITORY, blob);
        var posted = post(blob.digest(), blob.bytes());
        var streamed = client.streamBlob(REPOSITORY, blob);

        assertStored(put, blob.digest(), blob.bytes());
        assertStored(posted, blob.digest(), blob.bytes());
        assertStored(streamed, blob.digest(), blob.bytes());
    }

    private void assertStored(HttpResponse<byte[]> answer, String digest, byte[] bytes) {
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(201);
        assertThat(header(answer, "Location")).isEqualTo("/v2/" + REPOSITORY + "/blobs/" + digest);
        assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(digest);
        assertThat(client.blob(REPOSITORY, digest).body()).isEqualTo(bytes);
    }

    private void assertUnknown(String session) {
        assertRefused(client.get(session), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.append(session, 0, new byte[10]), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.stream(session, new byte[10]), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.finish(session, blob(113, 10).digest()), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.delete(session), 404, "BLOB_UPLOAD_UNKNOWN");
    }

    private HttpResponse<byte[]> post(String digest, byte[] bytes) {
        return client.send(
                "POST",
                "/v2/" + REPOSITORY + "/blobs/uploads/?digest=" + digest,
                BodyPublishers.ofByteArray(bytes),
                "Content-Type",
                OCTETS);
    }

    private static Blob blob(long seed, int size) {
        return Blob.of(OCTETS, Blob.random(seed, size));
    }

    private static byte[] part(Blob blob, int from, int to) {
        return Arrays.copyOfRange(blob.bytes(), from, to);
    }
}
