package io.entrepot.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the one who started a registry gets in. */
class FirstLoginIT {
    private final Path data;
    private final Path restored;
    private final Path file;

    FirstLoginIT(@TempDir Path temp) {
        this.data = temp.resolve("registry");
        this.restored = temp.resolve("restored");
        this.file = temp.resolve("backup.tar");
    }

    private static boolean contains(Path path, String text) {
        try {
            return new String(Files.readAllBytes(path), ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void makesAnAdministratorOnceAndKeepsOnlyTheHash() throws Exception {
        String password;
        try (var registry = RegistryProcess.run(data)) {
            password = registry.password();
            assertThat(registry.get("/token", password).statusCode()).isEqualTo(200);
            assertThat(registry.get("/token", "another").statusCode()).isEqualTo(401);
            assertThat(registry.get("/api/v1/users", password).statusCode()).isEqualTo(200);
        }
        try (var files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(path -> contains(path, password));
        }
        try (var registry = RegistryProcess.run(data)) {
            assertThat(registry.get("/token", password).statusCode()).isEqualTo(200);
            assertThat(registry.printedPasswords()).isEmpty();
        }
    }

    @Test
    void comesBackWithABackup() throws Exception {
        String password;
        try (var registry = RegistryProcess.run(data)) {
            password = registry.password();
        }
        try (var backup = RegistryProcess.start("backup", file.toString(), "--data", data.toString())) {
            assertThat(backup.awaitExit()).isZero();
        }
        try (var restore = RegistryProcess.start("restore", file.toString(), "--data", restored.toString())) {
            assertThat(restore.awaitExit()).isZero();
        }
        try (var registry = RegistryProcess.run(restored)) {
            assertThat(registry.get("/token", password).statusCode()).isEqualTo(200);
            assertThat(registry.printedPasswords()).isEmpty();
        }
    }
}
