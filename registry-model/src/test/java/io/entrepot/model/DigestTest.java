package io.entrepot.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String EMPTY_SHA256 =
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    static Stream<String> malformed() {
        var hex = "a".repeat(64);
        return Stream.of(
                "",
                ":",
                "sha256",
                "sha256:",
                "sha256:ABC",
                hex,
                ":" + hex,
                "sha256:" + "A".repeat(64),
                "sha256:" + "a".repeat(63),
                "sha256:" + "a".repeat(65),
                "sha256:" + "g".repeat(64),
                "sha256:" + "a".repeat(63) + "é",
                "sha256:" + "a".repeat(63) + "\n",
                "sha256:" + "٣".repeat(64),
                "SHA256:" + hex,
                "sha256-" + hex,
                " sha256:" + hex.substring(1),
                "sha512:" + hex,
                "sha512:" + "a".repeat(127),
                "sha384:" + "a".repeat(96),
                "md5:d41d8cd98f00b204e9800998ecf8427e",
                "sha256:../../etc/passwd",
                "sha256:" + "a".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatIsNoSupportedDigest(String text) {
        assertThatThrownBy(() -> Digest.parse(text)).isInstanceOfSatisfying(OciException.class, refused -> {
            assertThat(refused.error()).isEqualTo(OciError.DIGEST_INVALID);
            assertThat(refused.status()).isEqualTo(400);
        });
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void readsWhatItComputed(Algorithm algorithm) {
        var bytes = "content".getBytes(StandardCharsets.UTF_8);
        var computed = Digest.of(algorithm, bytes, 0, bytes.length);
        var read = Digest.parse(computed.toString());
        assertThat(read).isEqualTo(computed).hasSameHashCodeAs(computed);
        assertThat(read.algorithm()).isEqualTo(algorithm);
    }

    @Test
    void computesThePublishedDigestOfNothing() {
        assertThat(Digest.of(Algorithm.SHA256, new byte[0], 0, 0)).hasToString(EMPTY_SHA256);
    }

    @Test
    void hashesOnlyThePartItIsGiven() {
        assertThat(Digest.of(Algorithm.SHA256, new byte[] {1, 2, 3}, 3, 0)).hasToString(EMPTY_SHA256);
    }

    @Test
    void refusesAHashOfTheWrongLength() {
        assertThatThrownBy(() -> Digest.of(Algorithm.SHA512, new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SHA256", "sha-256", "sha384", "md5"})
    void knowsNoOtherAlgorithm(String label) {
        assertThatThrownBy(() -> Algorithm.parse(label)).isInstanceOf(OciException.class);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void findsAlgorithmsByTheirLabel(Algorithm algorithm) {
        assertThat(Algorithm.parse(algorithm.label())).isEqualTo(algorithm);
        assertThat(algorithm.hashBytes()).isEqualTo(algorithm.newDigest().getDigestLength());
    }
}
