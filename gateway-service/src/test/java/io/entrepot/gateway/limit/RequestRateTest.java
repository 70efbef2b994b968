package io.entrepot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.kit.http.TrustedProxies;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RequestRateTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RequestRate fivePerSecond =
            new RequestRate(new Limits(OptionalInt.of(5), OptionalInt.empty()), new TrustedProxies(Optional::empty));

    @Test
    void tenSecondsWorthMayComeAtOnce() {
        assertThat(refusedOf(51, 0)).isEqualTo(1);
    }

    @Test
    void itIsSaidHowLongToWait() {
        refusedOf(50, 0);

        assertThat(fivePerSecond.take("client", 0)).isEqualTo(SECOND / 5);
    }

    @Test
    void thereafterTheyComeAtTheRate() {
        refusedOf(50, 0);

        assertThat(LongStream.rangeClosed(1, 100)
                        .filter(tick -> fivePerSecond.take("client", tick * SECOND / 10) == 0)
                        .count())
                .isEqualTo(50);
    }

    @Test
    void aRefusedRequestDoesNotCount() {
        refusedOf(1_000, 0);

        assertThat(fivePerSecond.take("client", SECOND / 5)).isZero();
    }

    @Test
    void quietTimeIsNotSavedUp() {
        refusedOf(50, 0);

        assertThat(refusedOf(51, 3_600 * SECOND)).isEqualTo(1);
    }

    @Test
    void oneClientDoesNotCountForAnother() {
        refusedOf(51, 0);

        assertThat(fivePerSecond.take("another", 0)).isZero();
    }

    private long refusedOf(int requests, long now) {
        return IntStream.range(0, requests)
                .filter(request -> fivePerSecond.take("client", now) > 0)
                .count();
    }
}
