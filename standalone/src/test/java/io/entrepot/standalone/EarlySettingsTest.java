package io.entrepot.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlySettingsTest {

    private final Path file;

    EarlySettingsTest(@TempDir Path temp) {
        this.file = temp.resolve("entrepot.properties");
    }

    private EarlySettings settings(Map<String, String> environment) {
        return new EarlySettings(new Properties(), environment, file);
    }

    @Test
    void knowsNothingWhereNothingIsSet() {
        assertThat(settings(Map.of()).hasOtherDatabase()).isFalse();
        assertThat(settings(Map.of()).blobs()).isEmpty();
    }

    @Test
    void readsTheFileOfTheDataDirectory() throws IOException {
        Files.writeString(file, "entrepot.database.url=postgresql://db/entrepot\n");
        assertThat(settings(Map.of()).hasOtherDatabase()).isTrue();
    }

    @Test
    void prefersTheEnvironmentToTheFile() throws IOException {
        Files.writeString(file, "entrepot.blob.filesystem.root=/file\n");
        assertThat(settings(Map.of("ENTREPOT_BLOB_FILESYSTEM_ROOT", "/environment"))
                        .blobs())
                .contains(Path.of("/environment"));
    }
}
