package io.entrepot.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
    private static String header(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void splitAtTheFirstColon() {
        assertThat(BasicCredentials.parse(header("alice:a:b é"))).isEqualTo(new BasicCredentials("alice", "a:b é"));
        assertThat(BasicCredentials.parse(header("alice:"))).isEqualTo(new BasicCredentials("alice", ""));
    }

    @Test
    void areOfASchemeInAnyCase() {
        assertThat(BasicCredentials.parse("bAsIc YTpi")).isEqualTo(new BasicCredentials("a", "b"));
    }

    @Test
    void areNotThereInAnotherScheme() {
        assertThat(BasicCredentials.parse("Bearer YTpi")).isNull();
        assertThat(BasicCredentials.parse("Basically YTpi")).isNull();
        assertThat(BasicCredentials.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic !", "Basic YQ==", "Basic OmI=", "Basic YTpi YTpi"})
    void areNotThereWhereMalformed(String header) {
        assertThat(BasicCredentials.parse(header)).isNull();
    }

    @Test
    void keepTheirSecretOutOfLogs() {
        assertThat(new BasicCredentials("alice", "hunter2")).asString().doesNotContain("hunter2");
    }
}
