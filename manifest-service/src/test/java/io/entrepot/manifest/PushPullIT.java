package io.entrepot.manifest;

import static io.entrepot.manifest.Wire.delete;
import static io.entrepot.manifest.Wire.get;
import static io.entrepot.manifest.Wire.head;
import static io.entrepot.manifest.Wire.header;
import static io.entrepot.manifest.Wire.json;
import static io.entrepot.manifest.Wire.put;
import static io.entrepot.manifest.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.entrepot.model.MediaType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class PushPullIT {
    @Inject
    SettableBlobs blobs;

    @Inject
    SettableWriter writer;

    private final String repository = Sample.repository();

    @AfterEach
    void onlyWriterAgain() {
        writer.set(1);
    }

    private String manifests(Object reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    @Test
    void answersAPushWithWhereItIs() {
        var image = Sample.image();
        var pushed = put(manifests("1.0"), image, "Content-Type", MediaType.OCI_MANIFEST);
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(header(pushed, "Location")).isEqualTo(manifests(Sample.digest(image)));
        assertThat(header(pushed, "Docker-Content-Digest"))
                .isEqualTo(Sample.digest(image).toString());
    }

    @Test
    void servesTheExactBytesByTagAndByDigest() {
        var image = Sample.image().replace(",", " ,\n");
        put(manifests("exact"), image);
        for (var reference : List.of("exact", Sample.digest(image))) {
            var pulled = get(manifests(reference));
            assertThat(pulled.statusCode()).isEqualTo(200);
            assertThat(text(pulled)).isEqualTo(image);
            assertThat(header(pulled, "Content-Type")).isEqualTo(MediaType.OCI_MANIFEST);
        }
    }

    @Test
    void headHasEveryHeaderOfGet() {
        put(manifests("same"), Sample.image());
        var got = get(manifests("same"));
        assertThat(head(manifests("same")).headers()).isEqualTo(got.headers());
        assertThat(header(got, "Cache-Control")).contains("no-cache");
    }

    @Test
    void answers304ToWhoeverHasIt() {
        var image = Sample.image();
        put(manifests("known"), image);
        var etag = header(get(manifests("known")), "ETag");
        var again = get(manifests("known"), "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aMovedTagIsSeenAtOnceFromMemoryAndWithoutIt() {
        for (var tenure : List.of(1L, 0L)) {
            writer.set(tenure);
            for (var i = 0; i < 20; i++) {
                var image = Sample.image();
                put(manifests("moving"), image);
                assertThat(text(get(manifests("moving")))).isEqualTo(image);
                assertThat(text(get(manifests("moving")))).isEqualTo(image);
            }
        }
    }

    @Test
    void pushesAHundredTagsAtOnce() {
        var image = Sample.image();
        var tags = IntStream.range(0, 100).mapToObj(i -> "t" + i).toList();
        var query = tags.stream().map(tag -> "tag=" + tag).collect(Collectors.joining("&"));
        var pushed = put(manifests(Sample.digest(image)) + "?" + query, image);
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(List.of(header(pushed, "OCI-Tag").split(", "))).isEqualTo(tags);
        assertThat(text(get(manifests("t99")))).isEqualTo(image);
    }

    @Test
    void oneMalformedTagRefusesAll() {
        var image = Sample.image();
        var pushed = put(manifests(Sample.digest(image)) + "?tag=good&tag=-bad", image);
        assertThat(pushed.statusCode()).isEqualTo(400);
        assertThat(get(manifests("good")).statusCode()).isEqualTo(404);
    }

    @Test
    void takesSha512() {
        var image = Sample.image().getBytes(StandardCharsets.UTF_8);
        var digest = Digest.of(Algorithm.SHA512, image, 0, image.length);
        assertThat(put(manifests(digest), image).statusCode()).isEqualTo(201);
        assertThat(header(get(manifests(digest)), "Docker-Content-Digest")).isEqualTo(digest.toString());
    }

    @Test
    void refusesBytesOfAnotherDigest() {
        var pushed = put(manifests(Sample.digest("else")), Sample.image());
        assertThat(pushed.statusCode()).isEqualTo(400);
        assertThat(code(pushed)).isEqualTo("DIGEST_INVALID");
    }

    @Test
    void namesTheBlobsThatAreMissing() {
        var layer = Sample.digest("nobody pushed this");
        blobs.remove(layer);
        var image = Sample.image()
                .replaceFirst(
                        "\"layers\":\\[\\{[^}]*}",
                        "\"layers\":[" + Sample.descriptor("application/vnd.oci.image.layer.v1.tar", layer));
        var pushed = put(manifests("incomplete"), image);
        assertThat(pushed.statusCode()).isEqualTo(404);
        assertThat(code(pushed)).isEqualTo("MANIFEST_BLOB_UNKNOWN");
        assertThat(text(pushed)).contains(layer.toString());
        assertThat(get(manifests("incomplete")).statusCode()).isEqualTo(404);
    }

    @Test
    void namesTheManifestsThatAreMissing() {
        var there = Sample.image();
        put(manifests(Sample.digest(there)), there);
        var missing = Sample.digest("no manifest");
        var pushed = put(manifests("index"), Sample.index(List.of(Sample.digest(there), missing)));
        assertThat(pushed.statusCode()).isEqualTo(404);
        assertThat(code(pushed)).isEqualTo("MANIFEST_BLOB_UNKNOWN");
        assertThat(text(pushed))
                .contains(missing.toString())
                .doesNotContain(Sample.digest(there).toString());
    }

    @Test
    void takesAnIndexOfWhatIsThere() {
        var image = Sample.image();
        put(manifests(Sample.digest(image)), image);
        assertThat(put(manifests("index"), Sample.index(List.of(Sample.digest(image))))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesMoreThanFourMebibytes() {
        var pushed = put(manifests("large"), new byte[(4 << 20) + 1]);
        assertThat(pushed.statusCode()).isEqualTo(413);
    }

    @Test
    void takesNearlyFourMebibytes() {
        var image = Sample.image().replace("{\"number\"", "{\"long\":\"" + "x".repeat(4_000_000) + "\",\"number\"");
        assertThat(put(manifests("big"), image).statusCode()).isEqualTo(201);
        assertThat(text(get(manifests("big")))).isEqualTo(image);
    }

    @Test
    void announcesThatTheSubjectWasUnderstood() {
        var subject = Sample.digest("comes later");
        var pushed = put(manifests("referrer"), Sample.image(subject, null));
        assertThat(header(pushed, "OCI-Subject")).isEqualTo(subject.toString());
    }

    @Test
    void aDeletedTagIsGoneAndItsManifestStays() {
        var image = Sample.image();
        put(manifests("doomed"), image);
        get(manifests("doomed"));
        assertThat(delete(manifests("doomed")).statusCode()).isEqualTo(202);
        assertThat(get(manifests("doomed")).statusCode()).isEqualTo(404);
        assertThat(get(manifests(Sample.digest(image))).statusCode()).isEqualTo(200);
        assertThat(delete(manifests("doomed")).statusCode()).isEqualTo(404);
    }

    @Test
    void aDeletedManifestTakesItsTagsAlong() {
        var image = Sample.image();
        put(manifests(Sample.digest(image)) + "?tag=a&tag=b", image);
        get(manifests("a"));
        get(manifests(Sample.digest(image)));
        assertThat(delete(manifests(Sample.digest(image))).statusCode()).isEqualTo(202);
        assertThat(get(manifests("a")).statusCode()).isEqualTo(404);
        assertThat(get(manifests("b")).statusCode()).isEqualTo(404);
        assertThat(get(manifests(Sample.digest(image))).statusCode()).isEqualTo(404);
        assertThat(put(manifests("a"), image).statusCode()).isEqualTo(201);
        assertThat(get(manifests("a")).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesToDeleteWhatAnIndexNeeds() {
        var image = Sample.image();
        put(manifests(Sample.digest(image)), image);
        var index = Sample.index(List.of(Sample.digest(image)));
        put(manifests("index"), index);
        var refused = delete(manifests(Sample.digest(image)));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("DENIED");
        assertThat(text(refused)).contains(Sample.digest(index).toString());
        assertThat(delete(manifests(Sample.digest(index))).statusCode()).isEqualTo(202);
        assertThat(delete(manifests(Sample.digest(image))).statusCode()).isEqualTo(202);
    }

    private static String code(java.net.http.HttpResponse<byte[]> response) {
        return json(response).getJsonArray("errors").getJsonObject(0).getString("code");
    }
}
