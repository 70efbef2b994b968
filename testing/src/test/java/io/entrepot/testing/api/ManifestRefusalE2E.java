package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that are wrong: refused, and the tag stays where it was. */
@ExtendWith(StartedRegistries.class)
class ManifestRefusalE2E {
    private static final String CONFIG = Repository.EMPTY.descriptor();
    private static final String ABSENT = "sha256:0000000000000000000000000000000000000000000000000000000000000abc";

    private Repository repository;
    private Blob good;

    @BeforeEach
    void connect(RunningRegistry registry) {
        repository = new Repository(new OciClient(registry), "api/manifest-refusal");
        good = repository.image("good");
        repository.push("tag", good);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "\"text\"",
                "{\"schemaVersion\":2,",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":[]} x",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":[]}{}",
                "{\"config\":CONFIG,\"config\":CONFIG,\"layers\":[]}",
                "{\"schemaVersion\":3,\"config\":CONFIG,\"layers\":[]}",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":{}}",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":[7]}",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":[{}]}",
                "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"a/b\",\"digest\":\"sha256:abc\",\"size\":2},\"layers\":[]}",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":[],\"manifests\":[]}",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":[],\"subject\":{}}",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":[],\"subject\":7}",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":[],\"annotations\":[]}",
                "{\"schemaVersion\":2,\"config\":CONFIG,\"layers\":[],\"mediaType\":7}",
                "{\"schemaVersion\":1,\"name\":\"a\",\"tag\":\"b\",\"fsLayers\":[],\"history\":[]}"
            })
    void whatIsNoManifestIsInvalid(String body) {
        assertInvalid(put(TestImage.MANIFEST, body.replace("CONFIG", CONFIG)));
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/json",
        "text/plain",
        "nonsense"
    })
    void aTypeThatDiffersFromTheBodysIsInvalid(String contentType) {
        assertInvalid(put(contentType, image(TestImage.MANIFEST)));
    }

    @Test
    void noTypeAtAllIsInvalid() {
        var refused = repository
                .client()
                .send(
                        "PUT",
                        repository.manifest("tag"),
                        BodyPublishers.ofString("{\"schemaVersion\":2,\"config\":%s,\"layers\":[]}".formatted(CONFIG)));

        assertInvalid(refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.docker.distribution.manifest.v1+json",
                "application/vnd.docker.distribution.manifest.v1+prettyjws"
            })
    void dockersFirstSchemaIsInvalid(String type) {
        assertInvalid(put(type, image(type)));
        assertInvalid(put(type, "{\"schemaVersion\":1,\"name\":\"a\",\"tag\":\"b\",\"fsLayers\":[],\"history\":[]}"));
    }

    @Test
    void aDocumentWithBothManifestsAndLayersIsInvalid() {
        for (var type : new String[] {TestImage.MANIFEST, TestImage.INDEX}) {
            assertInvalid(put(
                    type,
                    "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[],\"manifests\":[]}"
                            .formatted(type, CONFIG)));
        }
    }

    @Test
    void anotherDigestThanTheBytesHaveIsRefusedWithItsTags() {
        var other = repository.image("other");

        var refused = repository.push(good.digest() + "?tag=tag&tag=new", other);

        assertRefused(refused, 400, "DIGEST_INVALID");
        assertUnmoved();
        assertRefused(repository.get("new"), 404, "MANIFEST_UNKNOWN");
        assertRefused(repository.get(other.digest()), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void aBlobThatIsNotInTheRepositoryIsNamed() {
        var layer = Blob.of("application/vnd.oci.image.layer.v1.tar", Blob.random(170, 100));
        repository.client().pushBlob("api/manifest-refusal-other", layer);
        var image = imageOf(layer.descriptor(), layer.descriptor().replace(layer.digest(), ABSENT));

        var refused = repository.push("tag", image);

        assertRefused(refused, 404, "MANIFEST_BLOB_UNKNOWN");
        assertThat(text(refused)).contains(layer.digest()).contains(ABSENT);
        assertUnmoved();
        assertRefused(repository.get(image.digest()), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void aManifestThatIsNotInTheRepositoryIsNamed() {
        var absent = Blob.json(TestImage.MANIFEST, "{}");
        var index = Repository.index(good, absent);

        var refused = repository.push("tag", index);

        assertRefused(refused, 404, "MANIFEST_BLOB_UNKNOWN");
        assertThat(text(refused)).contains(absent.digest()).doesNotContain(good.digest());
        assertUnmoved();
        assertRefused(repository.get(index.digest()), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void aBlobThatWasDeletedIsMissing() {
        var layer = Blob.of("application/vnd.oci.image.layer.v1.tar", Blob.random(171, 100));
        repository.client().pushBlob(repository.name(), layer);
        var deleted = repository.client().delete(repository.blob(layer.digest()));

        var refused = repository.push("tag", imageOf(layer.descriptor()));

        assertThat(deleted.statusCode()).isEqualTo(202);
        assertRefused(refused, 404, "MANIFEST_BLOB_UNKNOWN");
        assertUnmoved();
    }

    @ParameterizedTest
    @ValueSource(strings = {".tag", "-tag", "t%20g", "t+g", "t%2Fg", "%C3%A9"})
    void aMalformedTagIsRefused(String tag) {
        assertRefused(repository.push(tag, good), 400, "MANIFEST_INVALID");
        assertRefused(repository.get(tag), 400, "MANIFEST_INVALID");
        assertThat(repository.client().head(repository.manifest(tag)).statusCode())
                .isEqualTo(400);
        assertRefused(repository.delete(tag), 400, "MANIFEST_INVALID");
    }

    @Test
    void aTagHas128CharactersAtTheMost() {
        assertThat(repository.push("t".repeat(128), good).statusCode()).isEqualTo(201);
        assertRefused(repository.push("t".repeat(129), good), 400, "MANIFEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256:abc",
                "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "md5:d41d8cd98f00b204e9800998ecf8427e"
            })
    void aMalformedDigestIsRefused(String digest) {
        assertRefused(repository.push(digest, good), 400, "DIGEST_INVALID");
        assertRefused(repository.get(digest), 400, "DIGEST_INVALID");
        assertRefused(repository.delete(digest), 400, "DIGEST_INVALID");
        assertRefused(
                repository.client().get("/v2/" + repository.name() + "/referrers/" + digest), 400, "DIGEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 200_000, 1_000_000})
    void aHostileDepthIsRefused(int depth) {
        assertInvalid(put(TestImage.MANIFEST, "{\"a\":" + "[".repeat(depth)));
        assertInvalid(put(TestImage.MANIFEST, "{\"annotations\":" + "{\"a\":".repeat(depth / 5)));
    }

    private void assertInvalid(HttpResponse<byte[]> answer) {
        assertRefused(answer, 400, "MANIFEST_INVALID");
        assertUnmoved();
    }

    private void assertUnmoved() {
        assertThat(repository.get("tag").body()).isEqualTo(good.bytes());
    }

    private HttpResponse<byte[]> put(String contentType, String body) {
        return repository.push("tag", Blob.json(contentType, body));
    }

    private static String image(String mediaType) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[]}".formatted(mediaType, CONFIG);
    }

    private static Blob imageOf(String... layers) {
        return Blob.json(
                TestImage.MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                        .formatted(TestImage.MANIFEST, CONFIG, String.join(",", layers)));
    }
}
