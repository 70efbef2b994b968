package io.entrepot.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultDataDirectoryTest {

    private static final Path HOME = Path.of("/home/ada");

    @Test
    void followsTheConventionOfTheSystem() {
        assertThat(DefaultDataDirectory.of(Map.of(), HOME, "Linux"))
                .isEqualTo(Path.of("/home/ada/.local/share/entrepot"));
        assertThat(DefaultDataDirectory.of(Map.of(), HOME, "Mac OS X"))
                .isEqualTo(Path.of("/home/ada/Library/Application Support/entrepot"));
    }

    @Test
    void heedsAnAbsoluteXdgDataHomeOnly() {
        assertThat(DefaultDataDirectory.of(Map.of("XDG_DATA_HOME", "/data"), HOME, "Linux"))
                .isEqualTo(Path.of("/data/entrepot"));
        assertThat(DefaultDataDirectory.of(Map.of("XDG_DATA_HOME", "data"), HOME, "Linux"))
                .isEqualTo(Path.of("/home/ada/.local/share/entrepot"));
    }
}
