package io.entrepot.kit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.jws.Jws;
import io.entrepot.kit.upstream.ServiceName;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceKeysTest {
    private static final KeyPair GATEWAY = KeyFiles.pair();
    private static final KeyPair BLOB = KeyFiles.pair();
    private static final KeyPair STRANGER = KeyFiles.pair();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final KeyFiles files;

    ServiceKeysTest(@TempDir Path folder) {
        this.files = new KeyFiles(folder).publish(ServiceName.GATEWAY, GATEWAY).publish(ServiceName.BLOB, BLOB);
    }

    /** The key's id as its tokens name it. */
    private String idOf(KeyPair pair) {
        var shown = files.of(pair).authorization(ServiceName.BLOB, NOW);
        return Objects.requireNonNull(Jws.parse(shown.substring("Bearer ".length())))
                .keyId();
    }

    private static String signed(KeyPair pair, String id, Object audience, Object expires) {
        return "Bearer " + Jws.sign(new JsonObject().put("aud", audience).put("exp", expires), id, pair.getPrivate());
    }

    @Test
    void sayWhoseTheyAre() {
        assertThat(files.of(GATEWAY).self()).isEqualTo(ServiceName.GATEWAY);
        assertThat(files.of(BLOB).self()).isEqualTo(ServiceName.BLOB);
    }

    @Test
    void proveToOneServiceWhichOneThisIs() {
        var blob = files.of(BLOB);
        var gateway = files.of(GATEWAY);
        var shown = gateway.authorization(ServiceName.BLOB, NOW);

        assertThat(blob.caller(shown, NOW)).isEqualTo(ServiceName.GATEWAY);
        assertThat(blob.caller(shown, NOW)).isEqualTo(ServiceName.GATEWAY);
        assertThat(gateway.caller(shown, NOW)).isNull();
    }

    @Test
    void proveItForMinutesAndAnew() {
        var blob = files.of(BLOB);
        var gateway = files.of(GATEWAY);
        var shown = gateway.authorization(ServiceName.BLOB, NOW);
        assertThat(blob.caller(shown, NOW)).isNotNull();

        var later = NOW.plus(Duration.ofMinutes(4));
        var again = gateway.authorization(ServiceName.BLOB, later);

        assertThat(again).isNotEqualTo(shown);
        assertThat(gateway.authorization(ServiceName.BLOB, later)).isEqualTo(again);
        assertThat(blob.caller(shown, later)).isNotNull();
        assertThat(blob.caller(again, NOW.plus(Duration.ofMinutes(8)))).isNotNull();
        assertThat(blob.caller(shown, NOW.plus(Duration.ofMinutes(6)))).isNull();
    }

    @Test
    void takeNoProofOfAnyoneElse() {
        var blob = files.of(BLOB);
        var id = idOf(GATEWAY);
        var soon = NOW.plusSeconds(60).getEpochSecond();

        assertThat(blob.caller(signed(GATEWAY, id, "blob", soon), NOW)).isEqualTo(ServiceName.GATEWAY);
        assertThat(blob.caller(signed(STRANGER, id, "blob", soon), NOW)).isNull();
        assertThat(blob.caller(signed(BLOB, id, "blob", soon), NOW)).isNull();
        assertThat(blob.caller(signed(GATEWAY, "other", "blob", soon), NOW)).isNull();
        assertThat(blob.caller(signed(GATEWAY, id, "manifest", soon), NOW)).isNull();
        assertThat(blob.caller(signed(GATEWAY, id, 1, soon), NOW)).isNull();
        assertThat(blob.caller(signed(GATEWAY, id, "blob", "soon"), NOW)).isNull();
        assertThat(blob.caller(signed(GATEWAY, id, "blob", Long.MAX_VALUE >> 20), NOW))
                .isNull();
        assertThat(blob.caller(signed(GATEWAY, id, "blob", soon + 3_600), NOW)).isNull();
        assertThat(blob.caller(signed(GATEWAY, id, "blob", soon - 3_600), NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer ..", "Bearer a.b.c", "Basic eDp5", "a-secret-of-before"})
    void takeNothingElse(String shown) {
        assertThat(files.of(BLOB).caller(shown, NOW)).isNull();
    }

    @Test
    void areTwoWhileOneGivesWayToAnother() {
        var next = KeyFiles.pair();
        var old = files.of(GATEWAY).authorization(ServiceName.BLOB, NOW);
        files.publish(ServiceName.GATEWAY, GATEWAY, next);
        var blob = files.of(BLOB);

        assertThat(blob.caller(old, NOW)).isEqualTo(ServiceName.GATEWAY);
        assertThat(blob.caller(files.of(next).authorization(ServiceName.BLOB, NOW), NOW))
                .isEqualTo(ServiceName.GATEWAY);
        files.publish(ServiceName.GATEWAY, next);
        assertThat(files.of(BLOB).isSameAs(blob)).isFalse();
        assertThat(files.of(BLOB).caller(old, NOW)).isNull();
    }

    @Test
    void areRefusedWhereTheyBelongToNobodyOrToTwo() {
        assertThatThrownBy(() -> files.of(STRANGER)).hasMessageContaining("belongs to no public key");
        files.publish(ServiceName.MANIFEST, BLOB);
        assertThatThrownBy(() -> files.of(GATEWAY)).hasMessageContaining("holds the key of");
    }

    @Test
    void areRefusedWhereTheyAreNone() {
        KeyFiles.write(files.publicKeys().resolve("manifest.pem"), "no key");
        assertThatThrownBy(() -> files.of(GATEWAY)).hasMessageContaining("manifest.pem must hold a PUBLIC KEY");
        files.publish(ServiceName.MANIFEST, KeyFiles.pair("secp384r1"));
        assertThatThrownBy(() -> files.of(GATEWAY))
                .hasMessageContaining("manifest.pem must hold keys of the curve P-256");
        KeyFiles.write(files.publicKeys().resolve("manifest.pem"), KeyFiles.pem("PUBLIC KEY", new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> files.of(GATEWAY)).hasMessageContaining("manifest.pem");
        files.publish(ServiceName.MANIFEST, KeyFiles.pair());
        KeyFiles.write(files.publicKeys().resolve("other.pem"), "");
        assertThatThrownBy(() -> files.of(GATEWAY)).hasMessageContaining("other.pem is named after no service");
    }
}
