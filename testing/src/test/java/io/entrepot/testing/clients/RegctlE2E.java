package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.image.Blob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ClientTest
class RegctlE2E {
    private Path directory;
    private Command regctl;
    private String host;

    @BeforeEach
    void configure(RunningRegistry registry, @TempDir Path directory) {
        this.directory = directory;
        host = registry.host();
        regctl = Command.in(directory, "regctl")
                .loggedInTo(registry)
                .with("REGCTL_CONFIG", directory.resolve("regctl.json"));
        regctl.run("registry", "set", "--tls", "disabled", host);
    }

    @ParameterizedTest
    @EnumSource
    void copiesThereAndBack(Sample sample) throws IOException {
        var remote = host + "/regctl/" + sample.label() + ":1";
        var back = directory.resolve("back");

        regctl.run("image", "copy", "ocidir://" + sample.writeLayout(directory) + ":1", remote);
        regctl.run("image", "copy", remote, "ocidir://" + back + ":1");

        sample.assertIn(back);
    }

    @Test
    void copiesAnImageWithItsReferrers() throws IOException {
        var sbom = Files.write(directory.resolve("sbom.json"), Blob.random(71, 5_000));
        regctl.run("image", "copy", "ocidir://" + Sample.PLAIN.writeLayout(directory) + ":1", host + "/regctl/from:1");
        regctl.run(
                "artifact",
                "put",
                "--artifact-type",
                "application/vnd.example.sbom",
                "--subject",
                host + "/regctl/from:1",
                "--file",
                sbom);

        regctl.run("image", "copy", "--referrers", host + "/regctl/from:1", host + "/regctl/to:1");

        var listed = "{{range .Descriptors}}{{.Digest}} {{.ArtifactType}}{{end}}";
        var copied = regctl.run("artifact", "list", host + "/regctl/to:1", "--format", listed);
        assertThat(copied).contains("application/vnd.example.sbom");
        assertThat(copied).isEqualTo(regctl.run("artifact", "list", host + "/regctl/from:1", "--format", listed));
    }

    @Test
    void listsAndRemovesTags() throws IOException {
        var layout = "ocidir://" + Sample.PLAIN.writeLayout(directory) + ":1";
        regctl.run("image", "copy", layout, host + "/regctl/tags:1");
        regctl.run("image", "copy", layout, host + "/regctl/tags:2");

        regctl.run("tag", "rm", host + "/regctl/tags:1");

        assertThat(regctl.run("tag", "ls", host + "/regctl/tags").strip()).isEqualTo("2");
    }
}
