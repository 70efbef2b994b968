package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The images that clients copy from one image layout to the registry and back into another. */
enum Sample {
    PLAIN,
    ZSTD,
    FORTY_LAYERS,
    INDEX;

    TestImage image() {
        return switch (this) {
            case PLAIN -> TestImage.of(51, 3, 300_000, Packing.GZIP);
            case ZSTD -> TestImage.of(52, 3, 300_000, Packing.ZSTD);
            case FORTY_LAYERS -> TestImage.of(53, 40, 3_000, Packing.GZIP);
            case INDEX -> TestImage.index(54, "amd64", "arm64", "s390x");
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Path writeLayout(Path parent) throws IOException {
        return image().writeLayout(parent.resolve("in-" + label()), "1");
    }

    /** The layout names the same root, and has every manifest and blob below it, byte for byte. */
    void assertIn(Path layout) throws IOException {
        var image = image();
        var index = new ObjectMapper().readTree(layout.resolve("index.json").toFile());
        assertThat(index.path("manifests").findValuesAsText("digest"))
                .contains(image.root().digest());
        for (var manifest : image.manifests()) {
            assertThat(layout.resolve("blobs/sha256/" + manifest.hex())).hasBinaryContent(manifest.bytes());
        }
        for (var blob : image.blobs()) {
            assertThat(Files.readAllBytes(layout.resolve("blobs/sha256/" + blob.hex())))
                    .isEqualTo(blob.bytes());
        }
    }
}
