package io.entrepot.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.start.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private final Path temp;

    DataDirectoryTest(@TempDir Path temp) {
        this.temp = temp;
    }

    @Test
    void makesADirectoryThatOnlyItsOwnerCanRead() throws IOException {
        try (var data = DataDirectory.open(temp.resolve("a/b"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusesADirectoryInUse() {
        try (var held = DataDirectory.open(temp)) {
            assertThatThrownBy(() -> DataDirectory.open(held.path()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("in use by another Entrepot");
        }
    }

    @Test
    void canBeOpenedAgainOnceClosed() {
        DataDirectory.open(temp).close();
        try (var again = DataDirectory.open(temp)) {
            assertThat(again.path()).isDirectory();
        }
    }

    @Test
    void refusesAFile() throws IOException {
        var file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file)).isInstanceOf(Refusal.class);
    }

    @Test
    void keepsAnUnfinishedRestoreFromBeingStarted() throws IOException {
        try (var data = DataDirectory.open(temp)) {
            data.claimForRestore();
            assertThatThrownBy(data::refuseHalfRestored)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("restore");
        }
    }

    @Test
    void givesAnUnfinishedRestoresLeftoversToTheNextRestore() throws IOException {
        try (var data = DataDirectory.open(temp)) {
            data.claimForRestore();
            Files.createDirectories(data.blobs().resolve("day"));
            data.claimForRestore();
            assertThat(data.blobs()).doesNotExist();
            data.restored();
            data.refuseHalfRestored();
        }
    }

    @Test
    void restoresOnlyIntoAnEmptyDirectory() throws IOException {
        Files.createFile(temp.resolve("something"));
        try (var data = DataDirectory.open(temp)) {
            assertThatThrownBy(data::claimForRestore)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("not empty");
        }
    }
}
