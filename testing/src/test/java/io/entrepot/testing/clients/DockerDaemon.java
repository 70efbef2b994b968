package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A docker daemon that has its files, its socket and its containerd to itself and touches no network. */
final class DockerDaemon {
    private final Process process;
    private final Path directory;

    DockerDaemon(Path directory) throws IOException {
        this.directory = directory;
        var log = directory.resolve("dockerd.log");
        process = new ProcessBuilder(
                        "dockerd",
                        "--storage-driver=vfs",
                        "--iptables=false",
                        "--ip6tables=false",
                        "--bridge=none",
                        "--data-root=" + directory.resolve("data"),
                        "--exec-root=" + directory.resolve("exec"),
                        "--pidfile=" + directory.resolve("pid"),
                        "--host=unix://" + socket())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(process.isAlive()).as(() -> readQuietly(log)).isTrue();
            docker().run("version");
        });
    }

    Command docker() {
        return Command.in(directory, "docker")
                .with("DOCKER_HOST", "unix://" + socket())
                .with("DOCKER_CONFIG", directory.resolve(".docker"))
                .with("DOCKER_BUILDKIT", "0"); // the builder plug-in is a package of its own
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Path socket() {
        return directory.resolve("docker.sock");
    }

    private static String readQuietly(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log of dockerd: " + e;
        }
    }
}
