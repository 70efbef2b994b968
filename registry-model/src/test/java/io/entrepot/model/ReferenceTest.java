package io.entrepot.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    static Stream<String> tags() {
        return Stream.of(
                "latest", "1", "_", "__", "A", "v1.2.3-rc.1", "a..b", "a--", "a.", "sha256-" + HEX, "x".repeat(128));
    }

    @ParameterizedTest
    @MethodSource("tags")
    void readsTags(String text) {
        assertThat(Reference.parse(text)).isEqualTo(new Tag(text)).hasToString(text);
    }

    static Stream<String> malformedTags() {
        return Stream.of(
                "", ".", "-", ".a", "-a", "a b", "a/b", "a+b", "a@b", "é", "a\u0000", "a\n", "%20", "x".repeat(129));
    }

    @ParameterizedTest
    @MethodSource("malformedTags")
    void refusesMalformedTags(String text) {
        assertThatThrownBy(() -> Reference.parse(text)).isInstanceOfSatisfying(OciException.class, refused -> {
            assertThat(refused.error()).isEqualTo(OciError.MANIFEST_INVALID);
            assertThat(refused.status()).isEqualTo(400);
        });
    }

    @Test
    void takesWhateverHasAColonForADigest() {
        assertThat(Reference.parse("sha256:" + HEX)).isEqualTo(Digest.parse("sha256:" + HEX));
        assertThatThrownBy(() -> Reference.parse("latest:1"))
                .isInstanceOfSatisfying(
                        OciException.class,
                        refused -> assertThat(refused.error()).isEqualTo(OciError.DIGEST_INVALID));
    }
}
