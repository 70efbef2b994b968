package io.entrepot.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void withoutOptionsItIsOneOfEachOnTheUsualPort() {
        var options = Options.parse(List.of("--services"), Map.of("XDG_DATA_HOME", "/data"));

        assertThat(options.replicas()).isEqualTo(1);
        assertThat(options.port()).isEqualTo(5000);
        assertThat(options.objectStore()).isNull();
        assertThat(options.jvmOptions()).isEmpty();
    }

    @Test
    void eachOptionIsTaken() {
        var options = Options.parse(
                List.of("--replicas", "3", "--services", "--port", "0", "--data", "/d", "--s3-endpoint", "http://s3:1"),
                Map.of("JAVA_OPTS", " -Xmx1g  -Da=b "));

        assertThat(options.replicas()).isEqualTo(3);
        assertThat(options.port()).isZero();
        assertThat(options.data()).isEqualTo(Path.of("/d"));
        assertThat(options.objectStore()).isEqualTo(URI.create("http://s3:1"));
        assertThat(options.jvmOptions()).containsExactly("-Xmx1g", "-Da=b");
    }

    @Test
    void theEnvironmentClosesItAndTheOptionOpensIt() {
        var closed = Map.of("ENTREPOT_IDENTITY_OPEN", "false");

        assertThat(Options.parse(List.of(), closed).open()).isFalse();
        assertThat(Options.parse(List.of("--open"), closed).open()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--replicas 0", "--replicas 6", "--replicas x", "--port 65536", "--port", "--host 0.0.0.0"})
    void whatItDoesNotKnowIsRefused(String line) {
        assertThatThrownBy(() -> Options.parse(List.of(line.split(" ", -1)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line.split(" ", -1)[0]);
    }
}
