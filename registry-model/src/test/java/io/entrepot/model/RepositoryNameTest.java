package io.entrepot.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepositoryNameTest {
    /** The specification's own words; safe here, because the names are short. */
    private static final Pattern SPECIFIED =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

    static Stream<String> wellFormed() {
        return Stream.of(
                "a",
                "0",
                "team/app",
                "a/b/c/d/e/f",
                "a.b",
                "a_b",
                "a__b",
                "a-b",
                "a----b",
                "a.b_c__d-e/f.g",
                "blobs/manifests/tags/uploads",
                "a".repeat(255),
                "a/".repeat(127) + "a",
                "a" + "-".repeat(253) + "a");
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void readsNames(String text) {
        assertThat(RepositoryName.parse(text)).hasToString(text);
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                "A",
                "a/B",
                ".a",
                "a.",
                "a..b",
                "a._b",
                "a___b",
                "_a",
                "a__",
                "-a",
                "a-",
                "a-.b",
                "a/.b",
                "a/-b",
                "a-/b",
                "a/../b",
                "a b",
                "a:b",
                "a%2fb",
                "é",
                "aé",
                "a\u0000",
                "a\n",
                "a".repeat(256),
                "a/".repeat(1_000),
                "a-".repeat(1_000) + "a",
                "a".repeat(2_000));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> RepositoryName.parse(text)).isInstanceOfSatisfying(OciException.class, refused -> {
            assertThat(refused.error()).isEqualTo(OciError.NAME_INVALID);
            assertThat(refused.status()).isEqualTo(400);
        });
    }

    @Test
    void agreesWithTheSpecificationOnRandomNames() {
        var random = new Random(20260101);
        var characters = "ab0._-/A";
        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(12); length >= 0; length--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            assertThat(isAccepted(text.toString()))
                    .as(text.toString())
                    .isEqualTo(SPECIFIED.matcher(text).matches());
        }
    }

    private static boolean isAccepted(String text) {
        try {
            RepositoryName.parse(text);
            return true;
        } catch (OciException refused) {
            return false; // what the test asks for
        }
    }
}
