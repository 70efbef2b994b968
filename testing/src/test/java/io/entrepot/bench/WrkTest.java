package io.entrepot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrkTest {
    @Test
    void readsRateAndLatencyFromTheClosingLine() throws IOException {
        var window = Wrk.parse(
                List.of(
                        "Running 5s test @ http://localhost:5000/v2/",
                        "entrepot-bench 1000 5000000 505000 0 150 400 900 2000"),
                500);

        assertThat(window)
                .isEqualTo(new Window(
                        1000, Duration.ofSeconds(5), new Latency(150_000, 400_000, 900_000, 2_000_000), 0, null));
        assertThat(window.rate()).isEqualTo(200.0);
    }

    @Test
    void countsErrors() throws IOException {
        var window = Wrk.parse(List.of("entrepot-bench 1000 5000000 505000 3 150 400 900 2000"), 500);

        assertThat(window.errors()).isEqualTo(3);
        assertThat(window.complaint()).isEqualTo("wrk counts 3 failed requests");
    }

    @Test
    void answersThatAreTooShortAreErrors() throws IOException {
        var window = Wrk.parse(List.of("entrepot-bench 1000 5000000 470000 0 150 400 900 2000"), 500);

        assertThat(window.errors()).isEqualTo(1000);
    }

    @Test
    void answersThatAreTooLongAreErrors() throws IOException {
        var window = Wrk.parse(List.of("entrepot-bench 1000 5000000 600000 0 150 400 900 2000"), 500);

        assertThat(window.errors()).isEqualTo(1000);
    }

    @Test
    void whatWrkSaysInsteadIsPassedOn() {
        assertThatThrownBy(() -> Wrk.parse(List.of("unable to connect to localhost:1 Connection refused"), 500))
                .hasMessage("wrk said: unable to connect to localhost:1 Connection refused");
    }
}
