package io.entrepot.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Argon2idTest {
    private static final Argon2id CHEAP = new Argon2id(64, 1, 1);

    @Test
    void knowsThePasswordAgain() {
        var hash = CHEAP.hash("correct horse é");
        assertThat(Argon2id.matches("correct horse é", hash)).isTrue();
        assertThat(Argon2id.matches("correct horse e", hash)).isFalse();
        assertThat(Argon2id.matches("", hash)).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(CHEAP.hash("x")).isNotEqualTo(CHEAP.hash("x")).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    }

    /** By the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1}. */
    @Test
    void agreesWithTheReference() {
        assertThat(Argon2id.matches(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    @Test
    void makesSecretsOfTheLengthAskedForAndNeverTheSame() {
        assertThat(RandomText.ofLength(32)).matches("[a-z2-9]{32}").isNotEqualTo(RandomText.ofLength(32));
    }
}
