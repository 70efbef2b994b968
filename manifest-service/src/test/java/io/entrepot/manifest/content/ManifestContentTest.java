package io.entrepot.manifest.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.Digest;
import io.entrepot.model.MediaType;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestContentTest {
    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha256:" + "b".repeat(64);
    private static final String C = "sha512:" + "c".repeat(128);
    private static final String CONFIG = descriptor("application/vnd.oci.image.config.v1+json", A, "");
    private static final String LAYER = descriptor("application/vnd.oci.image.layer.v1.tar", B, "");
    private static final String TYPE = "\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\"";

    private static String descriptor(String mediaType, String digest, String more) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":1" + more + "}";
    }

    private static ManifestContent parse(String manifest, @Nullable String contentType) {
        return ManifestContent.parse(manifest.getBytes(StandardCharsets.UTF_8), contentType);
    }

    private static ManifestContent parse(String manifest) {
        return parse(manifest, null);
    }

    private static String index(String entries) {
        return "{\"mediaType\":\"" + MediaType.OCI_INDEX + "\",\"manifests\":[" + entries + "]}";
    }

    private static String image(String more) {
        return "{\"schemaVersion\":2," + TYPE + ",\"config\":" + CONFIG + more + "}";
    }

    @Test
    void readsAnImage() {
        var content = parse(image(",\"layers\":[" + LAYER + "," + LAYER + "]"));
        assertThat(content.mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(content.blobs()).containsExactly(Digest.parse(A), Digest.parse(B));
        assertThat(content.manifests()).isEmpty();
        assertThat(content.artifactType()).isEqualTo("application/vnd.oci.image.config.v1+json");
    }

    @Test
    void readsAnIndexOfManifestsAndOfLayers() {
        var content = parse(index(descriptor(MediaType.OCI_MANIFEST, A, "") + "," + LAYER + ","
                + descriptor(MediaType.DOCKER_LIST, C, "")));
        assertThat(content.manifests()).containsExactly(Digest.parse(A), Digest.parse(C));
        assertThat(content.blobs()).containsExactly(Digest.parse(B));
        assertThat(content.artifactType()).isNull();
    }

    @Test
    void takesTheContentTypeWhereTheManifestNamesNone() {
        assertThat(parse("{\"manifests\":[]}", MediaType.OCI_INDEX + "; charset=utf-8")
                        .mediaType())
                .isEqualTo(MediaType.OCI_INDEX);
    }

    @Test
    void annotationsAreKeptAsTheyStand() {
        var annotations = "{ \"key\" : \"v\\u00e4l\\\"ue\",\n\"k2\":\"ü\" }";
        assertThat(parse(image(",\"annotations\":" + annotations)).annotations())
                .isEqualTo(annotations);
    }

    @Test
    void readsSubjectAndArtifactType() {
        var content = parse(image(",\"subject\":" + descriptor(MediaType.OCI_MANIFEST, B, "")
                + ",\"artifactType\":\"application/vnd.example\""));
        assertThat(content.subject()).isEqualTo(Digest.parse(B));
        assertThat(content.artifactType()).isEqualTo("application/vnd.example");
        assertThat(content.manifests()).isEmpty();
    }

    @Test
    void layersFromElsewhereNeedNotBeThere() {
        var content = parse(image(",\"layers\":["
                + descriptor("application/vnd.oci.image.layer.v1.tar", B, ",\"urls\":[\"https://example.com/b\"]") + ","
                + descriptor("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", C, "") + "]"));
        assertThat(content.blobs()).contains(Digest.parse(B), Digest.parse(C));
        assertThat(content.blobsElsewhere()).containsExactly(Digest.parse(B), Digest.parse(C));
    }

    @Test
    void aBlobThatIsAlsoNeededHereMustBeThere() {
        var content = parse(image(",\"layers\":["
                + descriptor("application/vnd.oci.image.layer.v1.tar", B, ",\"urls\":[\"https://example.com/b\"]") + ","
                + LAYER + "]"));
        assertThat(content.blobsElsewhere()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"layers\":[]",
                "\"layers\":null",
                "\"layers\":[],\"annotations\":{}",
                "\"layers\":[],\"artifactType\":\"\"",
                "\"layers\":[],\"unknown\":{\"deep\":[1,2,{\"x\":null}]}",
                "\"unknown\":1.5e300",
            })
    void takesWhatIsUnusual(String more) {
        assertThat(parse(image("," + more)).blobs()).containsExactly(Digest.parse(A));
    }

    @Test
    void takesTheOldArtifactManifest() {
        var content = parse("{\"mediaType\":\"" + MediaType.OCI_ARTIFACT + "\",\"artifactType\":\"a/b\",\"blobs\":["
                + LAYER + "]}");
        assertThat(content.blobs()).containsExactly(Digest.parse(B));
    }

    @Test
    void takesAnEmptyIndex() {
        assertThat(parse(index("")).manifests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "\"text\"",
                "{",
                "{}",
                "{\"manifests\":[]}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\"}{}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\"} x",
                "{\"mediaType\":1}",
                "{\"mediaType\":\"application/json\"}",
                "{\"mediaType\":\"a\\nb+json\"}",
                "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":{}}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[1]}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{}]}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"layers\":[]}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[],\"layers\":[]}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"annotations\":{\"a\":1}}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"annotations\":[]}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"subject\":{}}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"schemaVersion\":3}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"schemaVersion\":\"2\"}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"artifactType\":\"a\\u0000b\"}",
                "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"mediaType\":"
                        + "\"application/vnd.oci.image.index.v1+json\"}",
                "{\"schemaVersion\":1,\"fsLayers\":[],\"name\":\"a\",\"mediaType\":\"application/x+json\"}",
                "{\"fsLayers\":[],\"mediaType\":\"application/x+json\"}",
                "{\"mediaType\":\"application/vnd.docker.distribution.manifest.v1+json\"}",
            })
    void refusesWhatIsNoManifest(String manifest) {
        assertRefused(manifest, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mediaType\":\"a/b\",\"digest\":\"sha256:x\",\"size\":1}",
                "{\"mediaType\":\"a/b\",\"digest\":\"md5:d41d8cd98f00b204e9800998ecf8427e\",\"size\":1}",
                "{\"mediaType\":\"a/b\",\"size\":1}",
                "{\"mediaType\":\"\",\"size\":1,\"digest\":\"DIGEST\"}",
                "{\"size\":1,\"digest\":\"DIGEST\"}",
                "{\"mediaType\":\"a/b\",\"digest\":\"DIGEST\"}",
                "{\"mediaType\":\"a/b\",\"digest\":\"DIGEST\",\"size\":-1}",
                "{\"mediaType\":\"a/b\",\"digest\":\"DIGEST\",\"size\":1.5}",
                "{\"mediaType\":\"a/b\",\"digest\":\"DIGEST\",\"size\":99999999999999999999}",
                "{\"mediaType\":\"a/b\",\"digest\":\"DIGEST\",\"size\":\"1\"}",
                "{\"mediaType\":\"a/b\",\"digest\":\"DIGEST\",\"size\":1,\"digest\":\"DIGEST\"}",
                "{\"mediaType\":\"a/b\",\"digest\":\"DIGEST\",\"size\":1,\"urls\":\"x\"}",
                "{\"mediaType\":\"a/b\",\"digest\":\"DIGEST\",\"size\":1,\"urls\":[1]}",
                "null",
                "\"DIGEST\"",
            })
    void refusesMalformedDescriptors(String descriptor) {
        assertRefused(image(",\"layers\":[" + descriptor.replace("DIGEST", B) + "]"), null);
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.oci.image.index.v1+json",
        "application/json",
        "application/octet-stream",
        "application/x-www-form-urlencoded"
    })
    void refusesTwoMediaTypes(String contentType) {
        assertRefused(image(""), contentType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "text/plain", "application/vnd.docker.distribution.manifest.v1+prettyjws"})
    void refusesContentTypesThatAreNoManifest(String contentType) {
        assertRefused("{\"manifests\":[]}", contentType);
    }

    @Test
    void aDeepDocumentIsRefusedAndNothingWorse() {
        assertRefused("{\"mediaType\":\"" + MediaType.OCI_INDEX + "\",\"x\":" + "[".repeat(200_000), null);
    }

    @Test
    void anotherEncodingThanUtf8IsRefused() {
        var utf16 = index("").getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> ManifestContent.parse(utf16, null)).isInstanceOf(OciException.class);
    }

    private static void assertRefused(String manifest, @Nullable String contentType) {
        assertThatThrownBy(() -> parse(manifest, contentType)).isInstanceOfSatisfying(OciException.class, refusal -> {
            assertThat(refusal.error()).isEqualTo(OciError.MANIFEST_INVALID);
            assertThat(refusal.status()).isEqualTo(400);
        });
    }
}
