package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ClientTest
class CraneE2E {
    @ParameterizedTest
    @EnumSource
    void pushesAndPulls(Sample sample, RunningRegistry registry, @TempDir Path directory) throws IOException {
        var crane = Command.in(directory, "crane").loggedInTo(registry);
        var remote = registry.host() + "/crane/" + sample.label() + ":1";
        var back = directory.resolve("back");

        crane.run("push", sample.writeLayout(directory), remote);
        crane.run("pull", "--format=oci", remote, back);

        assertThat(crane.run("digest", remote).strip())
                .isEqualTo(sample.image().root().digest());
        sample.assertIn(back);
    }

    @Test
    void copiesToAnotherRepositoryByMounting(RunningRegistry registry, @TempDir Path directory) throws IOException {
        var image = TestImage.of(61, 3, 100_000, Packing.GZIP);
        var crane = Command.in(directory, "crane", "--verbose").loggedInTo(registry);
        crane.run("push", image.writeLayout(directory.resolve("in"), "1"), registry.host() + "/crane/from:1");

        var log = crane.runVerbosely("copy", registry.host() + "/crane/from:1", registry.host() + "/crane/mounted:1");

        for (var blob : image.blobs()) {
            assertThat(log)
                    .containsPattern("POST /v2/crane/mounted/blobs/uploads/\\?[^ ]*mount=sha256%3A" + blob.hex());
        }
        assertThat(log).doesNotContain("PATCH /v2/crane/mounted/").doesNotContain("202 Accepted");
        assertThat(crane.run("digest", registry.host() + "/crane/mounted:1").strip())
                .isEqualTo(image.root().digest());
        crane.run("validate", "--remote", registry.host() + "/crane/mounted:1");
    }
}
