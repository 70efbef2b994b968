package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ClientTest
class BuildahE2E {
    @Test
    void buildsPushesAndPulls(RunningRegistry registry, @TempDir Path directory) throws IOException {
        var buildah = Command.in(
                        directory,
                        "buildah",
                        "--root=" + directory.resolve("root"),
                        "--runroot=" + directory.resolve("run"),
                        "--storage-driver=vfs")
                .loggedInTo(registry);
        var remote = registry.host() + "/buildah/built:1";
        var digest = directory.resolve("digest");
        buildah.run("build", "--layers", "--isolation=chroot", "--tag=" + remote, BuildContext.write(directory, 81));
        var id = buildah.run("images", "--quiet", "--no-trunc", remote);

        buildah.run("push", "--tls-verify=false", "--digestfile=" + digest, remote, "docker://" + remote);
        buildah.run("rmi", "--all", "--force");
        buildah.run("pull", "--tls-verify=false", remote);

        assertThat(buildah.run("images", "--quiet", "--no-trunc", remote)).isEqualTo(id);
        assertThat(buildah.run("images", "--digests", "--format={{.Digest}}", remote)
                        .strip())
                .isEqualTo(Files.readString(digest));
    }
}
