package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.identity.ClosedRegistries;
import io.entrepot.testing.identity.ClosedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each client logs in by its own command, pushes where its user may, and gets back what it pushed. */
@ClientTest
@Tag("standalone")
@ExtendWith(ClosedRegistries.class)
class LoggedInE2E {
    private static final String USER = "developer";
    private static final String PASSWORD = ClosedRegistry.PASSWORD;

    private ClosedRegistry registry;
    private Path directory;
    private String host;

    @BeforeEach
    void makeTheUserOnce(ClosedRegistry registry, @TempDir Path directory) {
        this.registry = registry;
        this.directory = directory;
        host = registry.running().host();
        if (registry.administrator().get("/api/v1/users/" + USER).statusCode() == 404) {
            registry.user(USER);
            registry.let("user:" + USER, "clients/**", "pull", "push", "delete");
        }
    }

    @Test
    void docker(@TempDir Path files) throws IOException, InterruptedException {
        var daemon = new DockerDaemon(directory);
        try {
            var docker = daemon.docker();
            var remote = host + "/clients/docker:1";
            docker.run("build", "--tag", remote, BuildContext.write(files, 92));
            var id = docker.run("image", "inspect", "--format={{.Id}}", remote);
            docker.run("login", "--username", USER, "--password", PASSWORD, host);
            docker.run("push", remote);
            docker.run("rmi", "--force", remote);
            docker.run("pull", remote);
            assertThat(docker.run("image", "inspect", "--format={{.Id}}", remote))
                    .isEqualTo(id);
        } finally {
            daemon.stop();
        }
    }

    @Test
    void podman() throws IOException {
        var podman = Command.in(
                        directory,
                        "podman",
                        "--root=" + directory.resolve("root"),
                        "--runroot=" + directory.resolve("run"),
                        "--storage-driver=vfs",
                        "--cgroup-manager=cgroupfs",
                        "--events-backend=file")
                .with("REGISTRY_AUTH_FILE", directory.resolve("auth.json"));
        var remote = host + "/clients/podman:1";
        podman.run("login", "--tls-verify=false", "--username", USER, "--password", PASSWORD, host);
        var id = podman.run("pull", "--quiet", "oci:" + Sample.PLAIN.writeLayout(directory) + ":1")
                .strip();
        podman.run("push", "--tls-verify=false", id, "docker://" + remote);
        podman.run("rmi", "--all", "--force");
        podman.run("pull", "--quiet", "--tls-verify=false", remote);
        assertThat(podman.run("image", "inspect", "--format={{.Id}}", remote).strip())
                .isEqualTo(id);
    }

    @Test
    void skopeo() throws IOException {
        var skopeo = Command.in(directory, "skopeo").with("REGISTRY_AUTH_FILE", directory.resolve("auth.json"));
        var remote = "docker://" + host + "/clients/skopeo:1";
        var back = directory.resolve("back");
        skopeo.run("login", "--tls-verify=false", "--username", USER, "--password", PASSWORD, host);
        skopeo.run(
                "copy",
                "--preserve-digests",
                "--dest-tls-verify=false",
                "oci:" + Sample.PLAIN.writeLayout(directory) + ":1",
                remote);
        skopeo.run("copy", "--preserve-digests", "--src-tls-verify=false", remote, "oci:" + back + ":1");
        Sample.PLAIN.assertIn(back);
    }

    @Test
    void crane() throws IOException {
        var crane = Command.in(directory, "crane").with("DOCKER_CONFIG", directory);
        var back = directory.resolve("back");
        crane.run("auth", "login", "--username", USER, "--password", PASSWORD, host);
        crane.run("push", Sample.PLAIN.writeLayout(directory), host + "/clients/crane:1");
        crane.run("copy", host + "/clients/crane:1", host + "/clients/crane-copy:1");
        crane.run("pull", "--format=oci", host + "/clients/crane-copy:1", back);
        assertThat(crane.run("ls", host + "/clients/crane-copy").strip()).isEqualTo("1");
        assertThat(crane.run("catalog", host)).contains("clients/crane-copy");
        crane.run("delete", host + "/clients/crane-copy:1");
        Sample.PLAIN.assertIn(back);
    }

    @Test
    void oras() throws IOException {
        var oras = Command.in(directory, "oras").with("DOCKER_CONFIG", directory);
        var back = directory.resolve("back");
        Files.writeString(directory.resolve("one.txt"), "one");
        Files.writeString(directory.resolve("sbom.json"), "{}");
        oras.run("login", "--plain-http", "--username", USER, "--password", PASSWORD, host);
        oras.run("push", "--plain-http", host + "/clients/oras:1", "one.txt");
        oras.run("attach", "--plain-http", "--artifact-type", "a/sbom", host + "/clients/oras:1", "sbom.json");
        oras.run(
                "copy", "-r", "--from-plain-http", "--to-plain-http", host + "/clients/oras:1", host + "/clients/o2:1");
        oras.run("pull", "--plain-http", "--output", back, host + "/clients/o2:1");
        assertThat(oras.run("repo", "ls", "--plain-http", host)).contains("clients/o2");
        assertThat(back.resolve("one.txt")).hasContent("one");
    }

    @Test
    void regctl() throws IOException {
        var regctl = Command.in(directory, "regctl").with("REGCTL_CONFIG", directory.resolve("regctl.json"));
        var back = directory.resolve("back");
        regctl.run("registry", "set", "--tls", "disabled", host);
        regctl.run("registry", "login", "--user", USER, "--pass", PASSWORD, host);
        regctl.run(
                "image", "copy", "ocidir://" + Sample.PLAIN.writeLayout(directory) + ":1", host + "/clients/regctl:1");
        regctl.run("image", "copy", host + "/clients/regctl:1", "ocidir://" + back + ":1");
        regctl.run("tag", "delete", host + "/clients/regctl:1");
        Sample.PLAIN.assertIn(back);
    }

    @Test
    void helm() {
        var helm = Command.in(directory, "helm");
        helm.run("registry", "login", "--plain-http", "--username", USER, "--password", PASSWORD, host);
        helm.run("create", "sample");
        helm.run("package", "sample");
        helm.run("push", "--plain-http", "sample-0.1.0.tgz", "oci://" + host + "/clients");
        var pulled = directory.resolve("pulled");
        assertThat(pulled.toFile().mkdir()).isTrue();
        helm.run(
                "pull",
                "--plain-http",
                "oci://" + host + "/clients/sample",
                "--version",
                "0.1.0",
                "--destination",
                pulled);
        assertThat(pulled.resolve("sample-0.1.0.tgz")).hasSameBinaryContentAs(directory.resolve("sample-0.1.0.tgz"));
    }

    @Test
    void cosign() {
        var cosign = Command.in(directory, "cosign").with("COSIGN_PASSWORD", "");
        registry.administrator().push("clients/cosign", "1", Sample.PLAIN.image());
        var image = host + "/clients/cosign@" + Sample.PLAIN.image().root().digest();
        cosign.run("login", "--username", USER, "--password", PASSWORD, host);
        cosign.run("generate-key-pair");
        cosign.run("signing-config", "create", "--out", "no-services.json"); // no transparency log: no network
        cosign.run("sign", "--yes", "--key", "cosign.key", "--signing-config", "no-services.json", image);
        assertThat(cosign.run("verify", "--key", "cosign.pub", "--insecure-ignore-tlog=true", image))
                .contains(Sample.PLAIN.image().root().digest());
    }
}
