package io.entrepot.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostmasterFileTest {

    @Test
    void readsProcessAndPort() {
        assertThat(PostmasterFile.parse(List.of("4711", "/data", "1700000000", "54321", "", "127.0.0.1")))
                .isEqualTo(new PostmasterFile(4711, 54321));
    }

    @Test
    void takesAHalfWrittenFileForNone() {
        assertThat(PostmasterFile.parse(List.of("4711", "/data"))).isNull();
        assertThat(PostmasterFile.parse(List.of("4711", "/data", "17", ""))).isNull();
    }
}
