package io.entrepot.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupIT {

    private static final byte[] CONFIG = "{}".getBytes(UTF_8);
    private static final byte[] LAYER = "a layer of some bytes".getBytes(UTF_8);
    private static final String MANIFEST =
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
            "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":%d},
            "layers":[{"mediaType":"application/octet-stream","digest":"%s","size":%d}]}
            """.formatted(RegistryProcess.digest(CONFIG), CONFIG.length, RegistryProcess.digest(LAYER), LAYER.length);

    private final Path data;
    private final Path restored;
    private final Path file;

    BackupIT(@TempDir Path temp) {
        this.data = temp.resolve("registry");
        this.restored = temp.resolve("restored");
        this.file = temp.resolve("backup.tar");
    }

    private static void push(RegistryProcess registry, String tag) throws Exception {
        assertThat(registry.pushBlob("team/app", CONFIG).statusCode()).isEqualTo(201);
        assertThat(registry.pushBlob("team/app", LAYER).statusCode()).isEqualTo(201);
        assertThat(registry.pushManifest("team/app", tag, MANIFEST).statusCode())
                .isEqualTo(201);
    }

    private int backup() throws Exception {
        try (var backup = RegistryProcess.start("backup", file.toString(), "--data", data.toString())) {
            return backup.awaitExit();
        }
    }

    private int restore() throws Exception {
        try (var restore = RegistryProcess.start("restore", file.toString(), "--data", restored.toString())) {
            return restore.awaitExit();
        }
    }

    @Test
    void restoresWhatARunningRegistryHeld() throws Exception {
        String password;
        try (var registry = RegistryProcess.run(data)) {
            push(registry, "one");
            assertThat(backup()).isZero();
            password = registry.password();
        }
        assertThat(restore()).isZero();
        try (var registry = RegistryProcess.run(restored).withPassword(password)) {
            assertThat(new String(registry.get("/v2/team/app/manifests/one").body(), UTF_8))
                    .isEqualTo(MANIFEST);
            assertThat(registry.get("/v2/team/app/blobs/" + RegistryProcess.digest(LAYER))
                            .body())
                    .isEqualTo(LAYER);
            // Numbers go on where they were, or this push would meet those of the backup.
            push(registry, "two");
            assertThat(new String(registry.get("/v2/team/app/tags/list").body(), UTF_8))
                    .contains("[\"one\",\"two\"]");
        }
    }

    @Test
    void backsUpAStoppedRegistryWithoutABlobThatWasLostAndSaysSo() throws Exception {
        try (var registry = RegistryProcess.run(data)) {
            push(registry, "one");
        }
        try (var blobs = Files.walk(data.resolve("blobs"))) {
            Files.delete(blobs.filter(path -> path.toFile().length() == LAYER.length)
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow());
        }
        try (var backup = RegistryProcess.start("backup", file.toString(), "--data", data.toString())) {
            assertThat(backup.awaitExit()).isZero();
            assertThat(backup.output()).anyMatch(line -> line.contains("1 blobs are not in it"));
        }
        assertThat(restore()).isZero();
    }

    @Test
    void leavesNothingOfADamagedBackup() throws Exception {
        try (var registry = RegistryProcess.run(data)) {
            push(registry, "one");
        }
        assertThat(backup()).isZero();
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        try (var restore = RegistryProcess.start("restore", file.toString(), "--data", restored.toString())) {
            assertThat(restore.awaitExit()).isEqualTo(1);
            assertThat(restore.output()).last().asString().contains("no whole backup");
        }
        try (var left = Files.list(restored)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("entrepot.lock");
        }
    }

    @Test
    void restoresOnlyIntoAnEmptyDirectory() throws Exception {
        try (var registry = RegistryProcess.run(data)) {
            push(registry, "one");
            assertThat(backup()).isZero();
        }
        Files.createDirectories(restored.resolve("something"));
        assertThat(restore()).isEqualTo(1);
        assertThat(restored.resolve("something")).isDirectory();
    }
}
