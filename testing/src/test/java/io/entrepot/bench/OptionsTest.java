package io.entrepot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void oneRegistryIsMeasuredByAllRowsThatAreNotLong() {
        var options = Options.parse(List.of("--url", "http://localhost:5000", "--pids", "12,13"));

        assertThat(options.targets())
                .containsExactly(new Target("registry", "localhost", 5000, List.of(12L, 13L), Access.OPEN));
        assertThat(options.rows()).contains(Row.TAGS_10K).doesNotContain(Row.TAGS_1M, Row.REFERRERS_10K);
        assertThat(options.window()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void severalRegistriesHaveNamesAndMayHaveProcesses() {
        var options = Options.parse(List.of("--target", "a=http://localhost:5000@12", "--target", "b=http://[::1]/"));

        assertThat(options.targets())
                .containsExactly(
                        new Target("a", "localhost", 5000, List.of(12L), Access.OPEN),
                        new Target("b", "[::1]", 80, List.of(), Access.OPEN));
    }

    @Test
    void rowsRunInTheOrderTheyAreNamed() {
        var options = Options.parse(List.of("--url", "http://localhost:5000", "--rows", "tags-1m,manifest-tag"));

        assertThat(options.rows()).containsExactly(Row.TAGS_1M, Row.MANIFEST_TAG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--url",
                "--url https://localhost:5000",
                "--url localhost:5000",
                "--url http://localhost:5000 --pids x",
                "--url http://localhost:5000 --rows nothing",
                "--url http://localhost:5000 --seconds 0",
                "--url http://localhost:5000 --frequently",
                "--target http://localhost:5000",
                "--target a=http://localhost:5000 --pids 12"
            })
    void refusesWhatItCannotDo(String line) {
        var arguments = line.isEmpty() ? List.<String>of() : List.of(line.split(" ", -1));

        assertThatThrownBy(() -> Options.parse(arguments)).isInstanceOf(UsageException.class);
    }

    @Test
    void aTargetSaysHowOneLogsIn() {
        var options = Options.parse(
                List.of("--url", "bearer+http://localhost:5000", "--target", "b=basic+http://localhost:5001@12"));
        assertThat(options.targets())
                .containsExactly(
                        new Target("registry", "localhost", 5000, List.of(), Access.BEARER),
                        new Target("b", "localhost", 5001, List.of(12L), Access.BASIC));
    }
}
