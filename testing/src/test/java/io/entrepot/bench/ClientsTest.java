package io.entrepot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private static final Target NOWHERE = new Target("test", "localhost", 1, List.of(), Access.OPEN);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void runsExactlyAsManyOperationsAsAllowed() throws InterruptedException {
        var runs = new AtomicLong();

        var window =
                new Clients(4).run(() -> new Connection(NOWHERE), connection -> runs.incrementAndGet(), LONG, 5_000);

        assertThat(window.operations()).isEqualTo(5_000).isEqualTo(runs.get());
        assertThat(window.errors()).isZero();
    }

    @Test
    void wrongAnswersAreErrorsAndNoOperations() throws InterruptedException {
        var runs = new AtomicLong();

        var window = new Clients(1)
                .run(
                        () -> new Connection(NOWHERE),
                        connection -> {
                            if (runs.incrementAndGet() == 3) {
                                throw new WrongAnswer("201 expected, 500 received");
                            }
                        },
                        LONG,
                        5);

        assertThat(window.operations()).isEqualTo(4);
        assertThat(window.errors()).isEqualTo(1);
        assertThat(window.complaint()).endsWith("201 expected, 500 received");
    }

    @Test
    void aClientGivesUpOnARegistryThatOnlyFails() throws InterruptedException {
        var window = new Clients(2)
                .run(
                        () -> new Connection(NOWHERE),
                        connection -> {
                            throw new WrongAnswer("no");
                        },
                        LONG,
                        Long.MAX_VALUE);

        assertThat(window.operations()).isZero();
        assertThat(window.errors()).isEqualTo(20);
    }
}
