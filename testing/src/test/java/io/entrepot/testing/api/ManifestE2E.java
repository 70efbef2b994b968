package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.headers;
import static io.entrepot.testing.wire.Answers.json;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that are right: what is taken, and how it is given back. */
@ExtendWith(StartedRegistries.class)
class ManifestE2E {
    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    private Repository repository;

    @BeforeEach
    void connect(RunningRegistry registry) {
        repository = new Repository(new OciClient(registry), "api/manifest");
    }

    @Test
    void aPushSaysWhereTheManifestIs() {
        var image = repository.image("pushed");

        var byTag = repository.push("pushed", image);
        var byDigest = repository.push(image.digest(), image);

        for (var pushed : List.of(byTag, byDigest)) {
            assertThat(pushed.statusCode()).isEqualTo(201);
            assertThat(header(pushed, "Location")).isEqualTo(repository.manifest(image.digest()));
            assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(image.digest());
            assertThat(pushed.headers().firstValue("OCI-Tag")).isEmpty();
            assertThat(pushed.headers().firstValue("OCI-Subject")).isEmpty();
        }
    }

    @Test
    void headHasEveryHeaderOfGetAndNoBody() {
        var image = repository.image("head");
        repository.push("head", image);

        for (var reference : new String[] {"head", image.digest()}) {
            var first = repository.get(reference);
            var get = repository.get(reference);
            var head = repository.client().head(repository.manifest(reference));

            assertThat(get.body()).isEqualTo(image.bytes());
            assertThat(head.body()).isEmpty();
            assertThat(headers(head)).isEqualTo(headers(get)).isEqualTo(headers(first));
            assertThat(header(get, "Content-Type")).isEqualTo(TestImage.MANIFEST);
            assertThat(header(get, "Content-Length")).isEqualTo(Integer.toString(image.size()));
            assertThat(header(get, "Docker-Content-Digest")).isEqualTo(image.digest());
            assertThat(header(get, "ETag")).isEqualTo('"' + image.digest() + '"');
        }
    }

    @Test
    void onlyWhatADigestNamesMayBeKept() {
        var image = repository.image("cache");
        repository.push("cache", image);

        assertThat(header(repository.get(image.digest()), "Cache-Control")).contains("immutable");
        assertThat(header(repository.get("cache"), "Cache-Control"))
                .contains("no-cache")
                .doesNotContain("immutable");
    }

    @Test
    void aCopyThatTheClientHasIsNotSentAgainUntilTheTagMoves() {
        var one = repository.image("etag-1");
        var two = repository.image("etag-2");
        repository.push("etag", one);
        var known = '"' + one.digest() + '"';

        var same = repository.get("etag", "If-None-Match", known);
        var byDigest = repository.get(one.digest(), "If-None-Match", known);
        repository.push("etag", two);
        var moved = repository.get("etag", "If-None-Match", known);

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(header(same, "ETag")).isEqualTo(known);
        assertThat(byDigest.statusCode()).isEqualTo(304);
        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(moved.body()).isEqualTo(two.bytes());
    }

    @Test
    void sha512NamesAManifestAsWell() {
        var image = repository.image("sha512");
        var digest = Blob.digest("sha512", image.bytes());

        var pushed = repository.push(digest + "?tag=sha512", image);

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(digest);
        assertThat(header(repository.get("sha512"), "Docker-Content-Digest")).isEqualTo(digest);
        assertThat(repository.get(digest).body()).isEqualTo(image.bytes());
        assertRefused(repository.get(image.digest()), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void dockersTypesAreTaken() {
        repository.image("docker");
        var config = Blob.json("application/vnd.docker.container.image.v1+json", "{}");
        var image = Blob.json(
                DOCKER,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[]}"
                        .formatted(DOCKER, config.descriptor()));
        var list = Blob.json(
                DOCKER_LIST,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(DOCKER_LIST, image.descriptor()));

        assertThat(repository.push("docker-image", image).statusCode()).isEqualTo(201);
        assertThat(repository.push("docker-list", list).statusCode()).isEqualTo(201);
        assertThat(header(repository.get("docker-image"), "Content-Type")).isEqualTo(DOCKER);
        assertThat(header(repository.get("docker-list"), "Content-Type")).isEqualTo(DOCKER_LIST);
    }

    @Test
    void theTypeMayStandInOneOfBodyAndHeader() {
        repository.image("types");
        var inHeader = Blob.json(
                TestImage.MANIFEST,
                "{\"schemaVersion\":2,\"config\":%s,\"layers\":[]}".formatted(Repository.EMPTY.descriptor()));
        var inBody = repository.image("type in the body");

        var first = repository.push("type-in-header", inHeader);
        var second = repository
                .client()
                .send("PUT", repository.manifest("type-in-body"), BodyPublishers.ofByteArray(inBody.bytes()));
        var third = repository
                .client()
                .send(
                        "PUT",
                        repository.manifest("type-with-parameter"),
                        BodyPublishers.ofByteArray(inBody.bytes()),
                        "Content-Type",
                        TestImage.MANIFEST + "; charset=utf-8");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(third.statusCode()).isEqualTo(201);
        assertThat(header(repository.get("type-in-header"), "Content-Type")).isEqualTo(TestImage.MANIFEST);
        assertThat(header(repository.get("type-in-body"), "Content-Type")).isEqualTo(TestImage.MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.example.sbom.v1", "text/anything;v=1", "no-type-at-all"})
    void anyArtifactTypeIsTaken(String type) {
        var artifact = repository.referrer(type, repository.image("subject"));

        assertThat(repository.push(artifact.digest(), artifact).statusCode()).isEqualTo(201);
    }

    @Test
    void aLayerThatLiesElsewhereNeedNotExist() {
        repository.image("foreign");
        var layer = Blob.of("application/vnd.oci.image.layer.v1.tar+gzip", Blob.random(160, 10));
        var typed = Blob.of("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", Blob.random(161, 10));
        var image = Blob.json(
                TestImage.MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s,%s]}"
                        .formatted(
                                TestImage.MANIFEST,
                                Repository.EMPTY.descriptor(),
                                layer.descriptor(",\"urls\":[\"https://example.com/layer\"]"),
                                typed.descriptor(",\"urls\":[\"https://example.com/other\"]")));

        assertThat(repository.push("foreign", image).statusCode()).isEqualTo(201);
    }

    @Test
    void anIndexOfLayersIsABuildCache() {
        var layer = Blob.of("application/vnd.oci.image.layer.v1.tar+gzip", Blob.random(162, 1_000));
        var cacheConfig = Blob.json("application/vnd.buildkit.cacheconfig.v0", "{\"layers\":[]}");
        var cache = Repository.index(layer, cacheConfig);

        var early = repository.push("cache-of-layers", cache);
        repository.client().pushBlob(repository.name(), layer);
        repository.client().pushBlob(repository.name(), cacheConfig);
        var pushed = repository.push("cache-of-layers", cache);

        assertRefused(early, 404, "MANIFEST_BLOB_UNKNOWN");
        assertThat(text(early)).contains(layer.digest()).contains(cacheConfig.digest());
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertRefused(repository.client().delete(repository.blob(layer.digest())), 409, "DENIED");
    }

    @Test
    void anEmptyIndexIsTaken() {
        assertThat(repository.push("empty-index", Repository.index()).statusCode())
                .isEqualTo(201);
    }

    @Test
    void aManifestOfExactly4MiBIsTaken() {
        var image = ofSize(4 << 20);

        var pushed = repository.push("four-mib", image);

        assertThat(pushed.statusCode()).as(() -> text(pushed)).isEqualTo(201);
        assertThat(repository.get("four-mib").body()).isEqualTo(image.bytes());
    }

    @Test
    void oneByteMoreIsTooMuch() {
        var image = ofSize((4 << 20) + 1);

        var announced = repository.push("five-mib", image);
        var chunked = repository
                .client()
                .send(
                        "PUT",
                        repository.manifest("five-mib"),
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(image.bytes())),
                        "Content-Type",
                        TestImage.MANIFEST);

        assertRefused(announced, 413, "SIZE_INVALID");
        assertRefused(chunked, 413, "SIZE_INVALID");
        assertRefused(repository.get("five-mib"), 404, "MANIFEST_UNKNOWN");
        assertRefused(repository.get(image.digest()), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void pushingAgainChangesNothing() {
        var image = repository.image("again");
        repository.push("again", image);

        var pushed = repository.push("again", image);

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(json(repository.history("again")).path("moves")).hasSize(1);
    }

    @Test
    void anImageOfAnotherRepositoryIsNotThere() {
        var image = TestImage.of(163, 1, 100, Packing.GZIP);
        repository.client().push("api/manifest-other", "1", image);

        assertRefused(repository.get(image.root().digest()), 404, "MANIFEST_UNKNOWN");
        assertThat(repository
                        .client()
                        .head(repository.manifest(image.root().digest()))
                        .statusCode())
                .isEqualTo(404);
    }

    private Blob ofSize(int bytes) {
        var frame = repository.image("").size();
        return repository.image("x".repeat(bytes - frame));
    }
}
