package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.wire.OciClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ClientTest
class DockerE2E {
    private static final String ID = "--format={{.Id}}";
    private static final String DIGESTS = "--format={{index .RepoDigests 0}}";

    private static DockerDaemon daemon;

    @BeforeAll
    static void startDaemon(@TempDir Path directory) throws IOException {
        daemon = new DockerDaemon(directory);
    }

    @AfterAll
    static void stopDaemon() throws InterruptedException {
        daemon.stop();
    }

    @Test
    void buildsPushesAndPulls(RunningRegistry registry, @TempDir Path files) throws IOException {
        var docker = daemon.docker().loggedInTo(registry);
        var remote = registry.host() + "/docker/built:1";
        docker.run("build", "--tag", remote, BuildContext.write(files, 91));
        var id = docker.run("image", "inspect", ID, remote);

        docker.run("push", remote);
        var pushed = docker.run("image", "inspect", DIGESTS, remote);
        docker.run("rmi", "--force", remote);
        docker.run("pull", remote);

        var digest = new OciClient(registry)
                .head("/v2/docker/built/manifests/1")
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElseThrow();
        assertThat(docker.run("image", "inspect", ID, remote)).isEqualTo(id);
        assertThat(docker.run("image", "inspect", DIGESTS, remote))
                .isEqualTo(pushed)
                .contains(digest);
    }

    @Test
    void pullsAnImageOfFortyLayers(RunningRegistry registry) {
        var image = Sample.FORTY_LAYERS.image();
        new OciClient(registry).push("docker/forty", "1", image);

        daemon.docker().loggedInTo(registry).run("pull", registry.host() + "/docker/forty:1");

        assertThat(daemon.docker().run("image", "inspect", DIGESTS, registry.host() + "/docker/forty:1"))
                .contains(image.root().digest());
    }
}
