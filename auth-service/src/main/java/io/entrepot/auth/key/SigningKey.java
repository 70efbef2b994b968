package io.entrepot.auth.key;

import io.entrepot.auth.management.Versioned;
import io.entrepot.kit.jws.Jws;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key of ES256 (RFC 7518).
 *
 * @param kid the key's thumbprint (RFC 7638)
 * @param privateKey null where the key file doesn't open it: such a key verifies and never signs
 * @param signsFrom later than its making, so that everybody who verifies knows it by then
 */
public record SigningKey(
        String kid, ECPublicKey publicKey, @Nullable PrivateKey privateKey, Instant createdAt, Instant signsFrom)
        implements Versioned {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String CURVE = "secp256r1";
    private static final int COORDINATE_BYTES = 32;

    static SigningKey make(Instant now, Instant signsFrom) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            var pair = generator.generateKeyPair();
            var publicKey = (ECPublicKey) pair.getPublic();
            return new SigningKey(thumbprint(publicKey), publicKey, pair.getPrivate(), now, signsFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has the curve " + CURVE, e);
        }
    }

    private static String thumbprint(ECPublicKey key) throws GeneralSecurityException {
        var canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x(key) + "\",\"y\":\"" + y(key) + "\"}";
        return BASE64.encodeToString(
                MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String x(ECPublicKey key) {
        return coordinate(key.getW().getAffineX());
    }

    private static String y(ECPublicKey key) {
        return coordinate(key.getW().getAffineY());
    }

    /** Of fixed length: without a sign byte, with leading zeros. */
    private static String coordinate(BigInteger value) {
        var bytes = value.toByteArray();
        var fixed = new byte[COORDINATE_BYTES];
        var length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return BASE64.encodeToString(fixed);
    }

    /** The public part as a JSON Web Key. */
    JsonObject toJwk() {
        return new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("use", "sig")
                .put("alg", "ES256")
                .put("kid", kid)
                .put("x", x(publicKey))
                .put("y", y(publicKey));
    }

    /** The claims as a signed token (RFC 7519). */
    public String sign(JsonObject claims) {
        return Jws.sign(claims, kid, Objects.requireNonNull(privateKey, "a key that only verifies"));
    }

    /** A key never changes. */
    @Override
    public long version() {
        return 0;
    }

    boolean canSign() {
        return privateKey != null;
    }
}
