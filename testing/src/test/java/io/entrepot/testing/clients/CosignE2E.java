package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.wire.OciClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ClientTest
class CosignE2E {
    private Path directory;
    private Command cosign;
    private String image;

    @BeforeEach
    void pushImage(RunningRegistry registry, @TempDir Path directory) {
        this.directory = directory;
        cosign = Command.in(directory, "cosign").loggedInTo(registry).with("COSIGN_PASSWORD", "");
        new OciClient(registry).push("cosign/image", "1", Sample.PLAIN.image());
        image = registry.host() + "/cosign/image@" + Sample.PLAIN.image().root().digest();
    }

    @Test
    void signsWithAKeyAndVerifies() {
        cosign.run("generate-key-pair");
        cosign.run("signing-config", "create", "--out", "no-services.json"); // no transparency log: no network

        cosign.run("sign", "--yes", "--key", "cosign.key", "--signing-config", "no-services.json", image);

        var verified = cosign.run("verify", "--key", "cosign.pub", "--insecure-ignore-tlog=true", image);
        assertThat(verified).contains(Sample.PLAIN.image().root().digest());
    }

    @Test
    void attachesAnSbom() throws IOException {
        var sbom =
                Files.writeString(directory.resolve("sbom.json"), "{\"spdxVersion\":\"SPDX-2.3\",\"name\":\"sample\"}");

        cosign.run("attach", "sbom", "--type", "spdx", "--input-format", "json", "--sbom", sbom, image);

        assertThat(cosign.run("download", "sbom", image).strip()).isEqualTo(Files.readString(sbom));
    }
}
