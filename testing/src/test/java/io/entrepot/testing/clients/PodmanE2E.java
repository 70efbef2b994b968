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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ClientTest
class PodmanE2E {
    private Path directory;
    private Command podman;

    @BeforeEach
    void ownStorage(RunningRegistry registry, @TempDir Path directory) {
        this.directory = directory;
        podman = Command.in(
                        directory,
                        "podman",
                        "--root=" + directory.resolve("root"),
                        "--runroot=" + directory.resolve("run"),
                        "--storage-driver=vfs",
                        "--cgroup-manager=cgroupfs",
                        "--events-backend=file")
                .loggedInTo(registry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void pushesAndPullsAnImage(String compression, RunningRegistry registry) throws IOException {
        var remote = registry.host() + "/podman/" + compression + ":1";
        var digest = directory.resolve("digest");
        var id = podman.run("pull", "--quiet", "oci:" + Sample.PLAIN.writeLayout(directory) + ":1")
                .strip();

        podman.run(
                "push",
                "--tls-verify=false",
                "--compression-format=" + compression,
                "--digestfile=" + digest,
                id,
                "docker://" + remote);
        podman.run("rmi", "--all", "--force");
        podman.run("pull", "--quiet", "--tls-verify=false", remote);

        assertThat(podman.run("image", "inspect", "--format={{.Digest}}", remote)
                        .strip())
                .isEqualTo(Files.readString(digest));
        assertThat(podman.run("image", "inspect", "--format={{.Id}}", remote).strip())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource
    void pullsWhatOthersPushed(Sample sample, RunningRegistry registry) {
        var repository = "podman/pulled-" + sample.label();
        new OciClient(registry).push(repository, "1", sample.image());

        podman.run("pull", "--quiet", "--tls-verify=false", registry.host() + "/" + repository + ":1");

        var layers = podman.run(
                "image", "inspect", "--format={{len .RootFS.Layers}}", registry.host() + "/" + repository + ":1");
        assertThat(layers.strip()).isEqualTo(sample == Sample.FORTY_LAYERS ? "40" : sample == Sample.INDEX ? "2" : "3");
    }

    @Test
    void pushesAManifestList(RunningRegistry registry) throws IOException {
        var remote = registry.host() + "/podman/list:1";
        podman.run("manifest", "create", "list");
        var id = podman.run("pull", "--quiet", "oci:" + Sample.PLAIN.writeLayout(directory) + ":1")
                .strip();
        podman.run("manifest", "add", "list", "containers-storage:" + id);

        podman.run("manifest", "push", "--all", "--tls-verify=false", "list", "docker://" + remote);
        podman.run("manifest", "rm", "list");
        podman.run("rmi", "--all", "--force");
        podman.run("pull", "--quiet", "--tls-verify=false", remote);

        assertThat(podman.run("image", "inspect", "--format={{.Id}}", remote).strip())
                .isEqualTo(id);
    }
}
