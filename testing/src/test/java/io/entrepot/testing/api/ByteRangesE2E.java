package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of blobs, as lazily pulling clients ask for them; of one in memory (60,000 bytes) and of a file (2,000,000). */
@ExtendWith(StartedRegistries.class)
class ByteRangesE2E {
    private static final String REPOSITORY = "api/ranges";
    private static final int MOST = 1_024;

    private OciClient client;

    @BeforeEach
    void connect(RunningRegistry registry) {
        client = new OciClient(registry);
    }

    @ParameterizedTest
    @CsvSource({
        "60000, 0-0, 0, 1",
        "60000, 0-59999, 0, 60000",
        "60000, 10-19, 10, 20",
        "60000, 59990-, 59990, 60000",
        "60000, 59990-999999999999999999999, 59990, 60000",
        "60000, -10, 59990, 60000",
        "60000, -70000, 0, 60000",
        "2000000, 0-0, 0, 1",
        "2000000, 0-, 0, 2000000",
        "2000000, 100000-1099999, 100000, 1100000",
        "2000000, 1999999-, 1999999, 2000000",
        "2000000, -1, 1999999, 2000000"
    })
    void onePartIsSentAlone(int size, String range, int from, int to) {
        var blob = push(size);

        var part = client.get(path(blob), "Range", "bytes=" + range);

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/" + size);
        assertThat(header(part, "Content-Length")).isEqualTo(Integer.toString(to - from));
        assertThat(header(part, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(part, "ETag")).isEqualTo('"' + blob.digest() + '"');
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(blob.bytes(), from, to));
    }

    @ParameterizedTest
    @CsvSource({"60000, 60000-", "60000, 70000-80000", "60000, -0", "2000000, 2000000-", "0, 0-", "0, 0-0", "0, -5"})
    void whatIsNotThereCannotBeSent(int size, String range) {
        var blob = push(size);

        var refused = client.get(path(blob), "Range", "bytes=" + range);

        assertRefused(refused, 416, "SIZE_INVALID");
        assertThat(header(refused, "Content-Range")).isEqualTo("bytes */" + size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=",
                "bytes=x",
                "bytes=5",
                "bytes=-",
                "bytes=9-3",
                "bytes=0-1,x",
                "bytes=1-2-3",
                "bytes=0x1-2"
            })
    void aMalformedRangeIsRefused(String range) {
        for (var size : new int[] {60_000, 2_000_000}) {
            var refused = client.get(path(push(size)), "Range", range);

            assertRefused(refused, 416, "SIZE_INVALID");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 2_000_000})
    void aRangeOfAnotherUnitIsIgnored(int size) {
        var blob = push(size);

        var whole = client.get(path(blob), "Range", "lines=1-2");

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(blob.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 2_000_000})
    void severalPartsComeInOneAnswer(int size) {
        var blob = push(size);

        var parts = client.get(path(blob), "Range", "bytes=5-9, 100-50000 ,-10,70000000-");

        assertThat(parts.statusCode()).isEqualTo(206);
        assertThat(header(parts, "Content-Type")).startsWith("multipart/byteranges; boundary=");
        assertThat(header(parts, "Content-Length")).isEqualTo(Integer.toString(parts.body().length));
        assertThat(MultipartBody.of(parts).parts())
                .containsExactly(part(blob, 5, 10), part(blob, 100, 50_001), part(blob, size - 10, size));
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 2_000_000})
    void asManyPartsAreSentAsClientsAskForInHeadersOfNearly64KiB(int size) {
        var blob = push(size);
        var step = size / MOST;
        // 63 characters for each range: blanks around the commas are allowed.
        var header = IntStream.range(0, MOST)
                .mapToObj(i -> padded(i * step, i * step + step / 2))
                .collect(Collectors.joining(","));

        var parts = client.get(path(blob), "Range", "bytes=" + header);

        assertThat(header.length()).isGreaterThan(64_000);
        assertThat(parts.statusCode()).isEqualTo(206);
        var expected = IntStream.range(0, MOST)
                .mapToObj(i -> part(blob, i * step, i * step + step / 2 + 1))
                .toList();
        assertThat(MultipartBody.of(parts).parts()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 2_000_000})
    void morePartsOrOverlappingOnesAreRefused(int size) {
        var blob = push(size);
        var many =
                IntStream.range(0, MOST + 1).mapToObj(i -> 2 * i + "-" + 2 * i).collect(Collectors.joining(","));

        assertRefused(client.get(path(blob), "Range", "bytes=" + many), 400, "SIZE_INVALID");
        assertRefused(client.get(path(blob), "Range", "bytes=0-9,5-14"), 400, "SIZE_INVALID");
        assertRefused(client.get(path(blob), "Range", "bytes=0-,-1"), 400, "SIZE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 2_000_000})
    void aRangeIsOnlyOfTheVersionItWasMeantFor(int size) {
        var blob = push(size);
        var etag = '"' + blob.digest() + '"';

        var same = client.get(path(blob), "Range", "bytes=0-4", "If-Range", etag);
        var other = client.get(path(blob), "Range", "bytes=0-4", "If-Range", "\"other\"");
        var date = client.get(path(blob), "Range", "bytes=0-4", "If-Range", "Wed, 21 Oct 2015 07:28:00 GMT");

        assertThat(same.statusCode()).isEqualTo(206);
        assertThat(same.body()).hasSize(5);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(blob.bytes());
        assertThat(date.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 2_000_000})
    void aCopyThatTheClientHasWinsOverARange(int size) {
        var blob = push(size);

        var known = client.get(path(blob), "Range", "bytes=0-4", "If-None-Match", '"' + blob.digest() + '"');

        assertThat(known.statusCode()).isEqualTo(304);
    }

    @Test
    void headIgnoresARange() {
        var blob = push(2_000_000);

        var head = client.head(path(blob), "Range", "bytes=0-4");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("2000000");
    }

    private static String padded(int first, int last) {
        var range = first + "-" + last;
        return " ".repeat(62 - range.length()) + range;
    }

    private static MultipartBody.Part part(Blob blob, int from, int to) {
        return MultipartBody.Part.of(
                "bytes " + from + "-" + (to - 1) + "/" + blob.size(), Arrays.copyOfRange(blob.bytes(), from, to));
    }

    private static String path(Blob blob) {
        return "/v2/" + REPOSITORY + "/blobs/" + blob.digest();
    }

    private Blob push(int size) {
        var blob = Blob.of("application/octet-stream", Blob.random(131, size));
        client.pushBlob(REPOSITORY, blob);
        return blob;
    }
}
