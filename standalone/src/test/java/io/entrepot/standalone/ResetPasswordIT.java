package io.entrepot.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./entrepot admin reset-password}. */
class ResetPasswordIT {
    private final Path data;

    ResetPasswordIT(@TempDir Path temp) {
        this.data = temp.resolve("registry");
    }

    private RegistryProcess reset() throws Exception {
        return RegistryProcess.start("admin", "reset-password", "--data", data.toString());
    }

    @Test
    void givesTheAdministratorOfARunningRegistryAnotherPassword() throws Exception {
        try (var registry = RegistryProcess.run(data);
                var command = reset()) {
            var before = registry.password();
            assertThat(registry.get("/token", before).statusCode()).isEqualTo(200);

            assertThat(command.awaitExit()).isZero();

            var after = command.password();
            assertThat(registry.get("/token", after).statusCode()).isEqualTo(200);
            assertThat(registry.get("/token", before).statusCode()).isEqualTo(401);
            assertThat(registry.output()).noneMatch(line -> line.contains(after));
            assertThat(new String(registry.get("/api/v1/audit", after).body(), UTF_8))
                    .contains("admin.reset-password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("control"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isRefusedInOneLineWhereNoRegistryRuns() throws Exception {
        try (var registry = RegistryProcess.run(data)) {
            registry.kill();
        }
        try (var command = reset()) {
            assertThat(command.awaitExit()).isEqualTo(1);
            assertThat(command.output()).singleElement().asString().contains("No Entrepot that can be asked runs on");
        }
    }

    @Test
    void isRefusedInOneLineWhereNobodyLogsIn() throws Exception {
        try (var registry = RegistryProcess.run(data, "--open");
                var command = reset()) {
            assertThat(command.awaitExit()).isEqualTo(1);
            assertThat(command.output()).singleElement().asString().contains("no password to reset");
            assertThat(registry.getAsNobody("/v2/").statusCode()).isEqualTo(200);
        }
    }
}
