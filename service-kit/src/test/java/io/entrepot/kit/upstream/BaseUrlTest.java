package io.entrepot.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
    @Test
    void takesHostAndPort() {
        assertThat(BaseUrl.parse(URI.create("http://blob-service:5001"))).isEqualTo(new BaseUrl("blob-service", 5001));
    }

    @Test
    void takesTheUsualPortWhereNoneIsSaid() {
        assertThat(BaseUrl.parse(URI.create("HTTP://10.0.0.7/"))).isEqualTo(new BaseUrl("10.0.0.7", 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blob-service:5001",
                "https://blob-service",
                "http://blob-service/v2",
                "http://user@blob-service",
                "http://blob-service?x",
                "http://a_b:5001",
                "http:///"
            })
    void refusesWhatIsNoBaseUrl(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUrl.parse(URI.create(text)))
                .withMessageContaining(text);
    }
}
