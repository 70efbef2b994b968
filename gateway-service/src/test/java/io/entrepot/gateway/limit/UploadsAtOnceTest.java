package io.entrepot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.model.OciException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class UploadsAtOnceTest {
    private final UploadsAtOnce two =
            new UploadsAtOnce(new Limits(OptionalInt.empty(), OptionalInt.of(2)), new TrustedProxies(Optional::empty));

    @Test
    void oneMoreThanAllowedIsTurnedAway() {
        two.begin("client");
        two.begin("client");

        assertThatExceptionOfType(OciException.class)
                .isThrownBy(() -> two.begin("client"))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(429);
                    assertThat(refusal.headers()).containsEntry("Retry-After", "5");
                });
    }

    @Test
    void anotherClientMayStillPush() {
        two.begin("client");
        two.begin("client");

        assertThat(two.begin("another")).isNotNull();
    }

    @Test
    void oneThatEndsMakesRoom() {
        two.begin("client");
        two.begin("client").run();

        assertThat(two.begin("client")).isNotNull();
    }

    @Test
    void nobodyIsRememberedWhoPushesNothing() {
        two.begin("client").run();
        two.begin("another").run();

        assertThat(two.clients()).isZero();
    }
}
