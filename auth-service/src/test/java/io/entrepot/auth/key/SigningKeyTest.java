package io.entrepot.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    private static final String SECRET = "a secret of the tests, long enough";

    private static PublicKey publicKey(JsonObject jwk) throws Exception {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(coordinate(jwk.getString("x")), coordinate(jwk.getString("y")));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger coordinate(String text) {
        var bytes = Base64.getUrlDecoder().decode(text);
        assertThat(bytes).hasSize(32);
        return new BigInteger(1, bytes);
    }

    /** Repeated, because one coordinate in 128 has a leading zero. */
    @RepeatedTest(50)
    void signsWhatItsPublishedKeyVerifies() throws Exception {
        var key = SigningKey.make(Instant.EPOCH, Instant.EPOCH);

        var parts = key.sign(new JsonObject().put("sub", "user:alice")).split("\\.", -1);

        var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(publicKey(key.toJwk()));
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(new JsonObject(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8)))
                .isEqualTo(
                        new JsonObject().put("alg", "ES256").put("typ", "JWT").put("kid", key.kid()));
    }

    @Test
    void isOpenedByItsSecretAndForItsNameOnly() {
        var privateKey = Objects.requireNonNull(
                        SigningKey.make(Instant.EPOCH, Instant.EPOCH).privateKey())
                .getEncoded();
        var sealed = new KeySeal(SECRET).seal(privateKey, "a");

        assertThat(new KeySeal(SECRET).open(sealed, "a")).isEqualTo(privateKey);
        assertThat(new KeySeal(SECRET).open(sealed, "b")).isNull();
        assertThat(new KeySeal(SECRET + "x").open(sealed, "a")).isNull();
    }
}
