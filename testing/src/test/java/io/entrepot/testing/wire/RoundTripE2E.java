package io.entrepot.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(StartedRegistries.class)
class RoundTripE2E {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OciClient client;

    @BeforeEach
    void connect(RunningRegistry registry) {
        client = new OciClient(registry);
    }

    @ParameterizedTest
    @EnumSource
    void anImageComesBackAsItWasPushed(Packing packing) {
        var repository = "wire/image-" + packing.name().toLowerCase(Locale.ROOT);
        var image = TestImage.of(11, 3, 200_000, packing);

        var pushed = client.push(repository, "1", image);

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(pushed.headers().firstValue("Docker-Content-Digest"))
                .contains(image.root().digest());
        assertComplete(repository, "1", image);
    }

    @Test
    void anImageOfFortyLayersComesBackWhole() {
        var image = TestImage.of(12, 40, 5_000, Packing.GZIP);

        client.push("wire/forty", "1", image);

        assertComplete("wire/forty", "1", image);
    }

    @Test
    void anIndexComesBackWithTheImageOfEachPlatform() {
        var index = TestImage.index(13, "amd64", "arm64", "riscv64");

        client.push("wire/index", "1", index);

        assertComplete("wire/index", "1", index);
    }

    @Test
    void aBigLayerIsStreamedInOnePatchOfUnknownLength() {
        var bytes = Blob.random(14, 20_000_000);
        var layer = Blob.of("application/octet-stream", bytes);
        var session = OciClient.location(client.startUpload("wire/stream"));

        var streamed =
                client.send("PATCH", session, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
        var closed = client.finish(OciClient.location(streamed), layer.digest(), BodyPublishers.noBody());

        assertThat(streamed.statusCode()).isEqualTo(202);
        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(client.get(OciClient.location(closed)).body()).isEqualTo(bytes);
    }

    @Test
    void aMountedLayerNeedsNoBytes() {
        var layer = Blob.of("application/octet-stream", Blob.random(15, 50_000));
        client.pushBlob("wire/mount-from", layer);

        var mounted = client.mount("wire/mount-to", layer.digest(), "wire/mount-from");

        assertThat(mounted.statusCode()).isEqualTo(201);
        assertThat(client.blob("wire/mount-to", layer.digest()).body()).isEqualTo(layer.bytes());
    }

    @Test
    void aMountOfWhatIsNowhereBecomesAnUpload() {
        var layer = Blob.of("application/octet-stream", Blob.random(16, 50_000));

        var mount = client.mount("wire/mount-none", layer.digest(), "wire/mount-from");
        var closed =
                client.finish(OciClient.location(mount), layer.digest(), BodyPublishers.ofByteArray(layer.bytes()));

        assertThat(mount.statusCode()).isEqualTo(202);
        assertThat(closed.statusCode()).isEqualTo(201);
    }

    @Test
    void aDeletedTagIsGoneAndItsManifestStays() {
        var image = TestImage.of(17, 1, 1_000, Packing.GZIP);
        client.push("wire/delete-tag", "1", image);
        client.pushManifest("wire/delete-tag", "2", image.root());

        var deleted = client.delete("/v2/wire/delete-tag/manifests/1");

        assertThat(deleted.statusCode()).isEqualTo(202);
        assertThat(client.manifest("wire/delete-tag", "1").statusCode()).isEqualTo(404);
        assertThat(client.manifest("wire/delete-tag", "2").body())
                .isEqualTo(image.root().bytes());
    }

    @Test
    void aDeletedManifestTakesItsTagsAndFreesItsLayers() throws IOException {
        var repository = "wire/delete-manifest";
        var image = TestImage.of(18, 2, 1_000, Packing.GZIP);
        client.push(repository, "1", image);

        var deleted =
                client.delete("/v2/" + repository + "/manifests/" + image.root().digest());

        assertThat(deleted.statusCode()).isEqualTo(202);
        assertThat(client.manifest(repository, image.root().digest()).statusCode())
                .isEqualTo(404);
        assertThat(client.manifest(repository, "1").statusCode()).isEqualTo(404);
        for (var blob : image.blobs()) {
            var path = "/v2/" + repository + "/blobs/" + blob.digest();
            assertThat(client.delete(path).statusCode()).isEqualTo(202);
            assertThat(client.head(path).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatAnImageNeedsIsNotDeleted() {
        var index = TestImage.index(19, "amd64");
        client.push("wire/needed", "1", index);
        var image = index.manifests().getFirst();

        for (var blob : index.blobs()) {
            var path = "/v2/wire/needed/blobs/" + blob.digest();
            assertThat(client.delete(path).statusCode()).isEqualTo(409);
        }
        var path = "/v2/wire/needed/manifests/" + image.digest();
        assertThat(client.delete(path).statusCode()).isEqualTo(409);
        assertComplete("wire/needed", "1", index);
    }

    @Test
    void referrersAreListedAndFilteredByArtifactType() throws IOException {
        var image = TestImage.of(20, 1, 1_000, Packing.GZIP);
        client.push("wire/referrers", "1", image);
        var sbom = pushArtifact("application/vnd.example.sbom", image);
        var signature = pushArtifact("application/vnd.example.signature", image);
        var path = "/v2/wire/referrers/referrers/" + image.root().digest();

        var all = client.get(path);
        var filtered = client.get(path + "?artifactType=application/vnd.example.sbom");

        assertThat(all.headers().firstValue("Content-Type")).contains(TestImage.INDEX);
        assertThat(digests(all.body())).containsExactlyInAnyOrder(sbom.digest(), signature.digest());
        assertThat(filtered.headers().firstValue("OCI-Filters-Applied")).contains("artifactType");
        assertThat(digests(filtered.body())).containsExactly(sbom.digest());
    }

    @Test
    void aDeletedReferrerIsListedNoMore() throws IOException {
        var image = TestImage.of(21, 1, 1_000, Packing.GZIP);
        client.push("wire/referrers", "2", image);
        var sbom = pushArtifact("application/vnd.example.sbom", image);

        var deleted = client.delete("/v2/wire/referrers/manifests/" + sbom.digest());

        var listed = client.get("/v2/wire/referrers/referrers/" + image.root().digest());
        assertThat(deleted.statusCode()).isEqualTo(202);
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(digests(listed.body())).isEmpty();
    }

    @Test
    void tagsAreListedPageByPage() throws IOException {
        var image = TestImage.of(22, 1, 1_000, Packing.GZIP);
        for (var tag : List.of("c", "a", "b", "B")) {
            client.push("wire/tags", tag, image);
        }

        var first = client.get("/v2/wire/tags/tags/list?n=3");
        var link = first.headers().firstValue("Link").orElseThrow();
        var second = client.get(link.substring(link.indexOf('<') + 1, link.indexOf('>')));

        assertThat(tags(first.body())).containsExactly("B", "a", "b");
        assertThat(tags(second.body())).containsExactly("c");
        assertThat(second.headers().firstValue("Link")).isEmpty();
    }

    private void assertComplete(String repository, String tag, TestImage image) {
        assertThat(client.manifest(repository, tag).body())
                .isEqualTo(image.root().bytes());
        for (var manifest : image.manifests()) {
            var pulled = client.manifest(repository, manifest.digest());
            assertThat(pulled.body()).isEqualTo(manifest.bytes());
            assertThat(pulled.headers().firstValue("Content-Type")).contains(manifest.mediaType());
        }
        for (var blob : image.blobs()) {
            assertThat(client.blob(repository, blob.digest()).body()).isEqualTo(blob.bytes());
        }
    }

    private Blob pushArtifact(String artifactType, TestImage subject) {
        var empty = Blob.json("application/vnd.oci.empty.v1+json", "{}");
        client.pushBlob("wire/referrers", empty);
        var artifact = Blob.json(TestImage.MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":%s,"layers":[%s],"subject":%s}""".formatted(
                        TestImage.MANIFEST,
                        artifactType,
                        empty.descriptor(),
                        empty.descriptor(),
                        subject.root().descriptor()));
        client.pushManifest("wire/referrers", artifact.digest(), artifact);
        return artifact;
    }

    private static List<String> digests(byte[] index) throws IOException {
        return JSON.readTree(index).path("manifests").findValuesAsText("digest");
    }

    private static List<String> tags(byte[] list) throws IOException {
        return List.of(JSON.treeToValue(JSON.readTree(list).path("tags"), String[].class));
    }
}
