package io.entrepot.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entrepot.kit.start.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.1.2.3, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "2001:db8::/32, 2001:db8::7, true",
        "2001:db8::/32, 2001:db9::7, false",
        "::1, ::1, true",
        "10.0.0.0/8, 2001:db8::7, false",
        "10.0.0.0/8, proxy.example, false",
        "10.0.0.0/8, '', false"
    })
    void trustsWhatLiesInARange(String range, String address, boolean trusted) {
        assertThat(trusting(range).trusts(address)).isEqualTo(trusted);
    }

    @Test
    void trustsNobodyUnlessTold() {
        assertThat(new TrustedProxies(Optional::empty).trusts("127.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "10.0.0.0/-1", ""})
    void refusesWhatIsNoRange(String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> trusting(text))
                .withMessageContaining("entrepot.network.trusted-proxies: '" + text + "'");
    }

    static TrustedProxies trusting(String range) {
        return new TrustedProxies(() -> Optional.of(List.of(range)));
    }
}
