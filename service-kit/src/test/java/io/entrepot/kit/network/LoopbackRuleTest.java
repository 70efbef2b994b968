package io.entrepot.kit.network;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.start.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void allowsLoopback(String host) {
        assertThatCode(() -> LoopbackRule.refuse(host, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no.such.host.invalid"})
    void refusesAnyOtherAddressAndNamesTheKey(String host) {
        assertThatThrownBy(() -> LoopbackRule.refuse(host, false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("entrepot.network.allow-anonymous");
    }

    @Test
    void allowsAnyAddressToWhoKnows() {
        assertThatCode(() -> LoopbackRule.refuse("0.0.0.0", true)).doesNotThrowAnyException();
    }
}
