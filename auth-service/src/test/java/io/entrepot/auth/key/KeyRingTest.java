package io.entrepot.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final SigningKey old = SigningKey.make(START, START);
    private final SigningKey young = SigningKey.make(after(10), after(13));
    private final KeyRing ring = new KeyRing(List.of(young, old));

    private static Instant after(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void signsWithTheNewestWhoseTimeHasCome() {
        assertThat(ring.signing(after(12))).isEqualTo(old);
        assertThat(ring.signing(after(13))).isEqualTo(young);
        assertThat(ring.signing(START.minusSeconds(1))).isNull();
    }

    @Test
    void publishesAKeyBeforeItSigns() {
        assertThat(ring.toJwks().getJsonArray("keys")).hasSize(2);
    }

    @Test
    void keepsAKeyWhileWhatItSignedIsValid() {
        assertThat(ring.spent(after(18), LIFETIME)).isEmpty();
        assertThat(ring.spent(after(19), LIFETIME)).containsExactly(old);
    }

    @Test
    void neverSignsWithAKeyItCantOpen() {
        var sealed = new SigningKey(young.kid(), young.publicKey(), null, young.createdAt(), young.signsFrom());
        assertThat(new KeyRing(List.of(old, sealed)).signing(after(20))).isEqualTo(old);
        assertThat(new KeyRing(List.of(sealed)).signing(after(20))).isNull();
    }

    @Test
    void isDueByTheAgeOfTheNewest() {
        assertThat(KeyRing.EMPTY.isDue(START, Duration.ofDays(30))).isTrue();
        assertThat(ring.isDue(after(13).plus(Duration.ofDays(30)), Duration.ofDays(30)))
                .isTrue();
        assertThat(ring.isDue(after(14), Duration.ofDays(30))).isFalse();
    }
}
