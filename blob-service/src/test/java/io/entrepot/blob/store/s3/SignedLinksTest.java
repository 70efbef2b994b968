package io.entrepot.blob.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.blob.Sample;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignedLinksTest {
    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            return this;
        }
    }

    private final SettableClock clock = new SettableClock();
    private final SignedLinks links =
            new SignedLinks(key -> URI.create("https://store/" + key), Duration.ofMinutes(20), clock);

    @Test
    void knowsAnAddressWhileHalfItsLifeIsLeft() {
        var key = Sample.key();
        assertThat(links.known(key)).isNull();
        var address = links.sign(key);
        clock.now = clock.now.plus(Duration.ofMinutes(9));
        assertThat(links.known(key)).isEqualTo(address);
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertThat(links.known(key)).isNull();
    }

    @Test
    void forgetsTheOnesThatWereNotAskedForBeforeThereAreTooMany() {
        var first = Sample.key();
        var second = Sample.key();
        links.sign(first);
        links.sign(second);
        for (var i = 0; i < 9_999; i++) {
            links.known(first);
            links.sign(Sample.key());
        }
        assertThat(links.known(first)).isNotNull();
        assertThat(links.known(second)).isNull();
    }
}
