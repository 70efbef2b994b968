package io.entrepot.kit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.start.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedSecretTest {
    private final Path file;

    SharedSecretTest(@TempDir Path folder) {
        this.file = folder.resolve("secret");
    }

    @Test
    void isTheContentOfTheFileWithoutTheEndOfItsLine() throws IOException {
        Files.writeString(file, "0123456789abcdef\n");

        assertThat(new SharedSecret(file).secret()).isEqualTo("0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcde", "0123456789abcdef\nsecond line", "0123456789abcdefä"})
    void refusesWhatIsShortOrCannotBeAHeader(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(() -> new SharedSecret(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("entrepot.internal.secret-file")
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> new SharedSecret(file)).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesToDoWithoutAndNamesTheKey() {
        var nothing = new InternalConfig() {
            @Override
            public Optional<Path> secretFile() {
                return Optional.empty();
            }

            @Override
            public Duration deadline() {
                return Duration.ofSeconds(1);
            }
        };

        assertThatThrownBy(() -> new SharedSecret(nothing))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ENTREPOT_INTERNAL_SECRET_FILE");
    }
}
