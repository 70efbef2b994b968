package io.entrepot.kit.identity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens, good ones and others. */
final class Forge {
    private static final int COORDINATE_BYTES = 32;

    final String keyId;
    private final KeyPair key;

    Forge(String keyId) {
        this.keyId = keyId;
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key as it is published. */
    JsonObject published() {
        var point = ((ECPublicKey) key.getPublic()).getW();
        return new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("use", "sig")
                .put("alg", "ES256")
                .put("kid", keyId)
                .put("x", encoded(coordinate(point.getAffineX())))
                .put("y", encoded(coordinate(point.getAffineY())));
    }

    static JsonObject set(Forge... forges) {
        var keys = new JsonArray();
        Arrays.stream(forges).map(Forge::published).forEach(keys::add);
        return new JsonObject().put("keys", keys);
    }

    private static byte[] coordinate(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[COORDINATE_BYTES];
        var length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return fixed;
    }

    /** What a token of the user {@code alice} says, good for five minutes. */
    static JsonObject claims(JsonObject... access) {
        var now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", "entrepot")
                .put("sub", "user:alice")
                .put("aud", "entrepot")
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + 300)
                .put("jti", "1")
                .put("access", new JsonArray(Arrays.asList(access)));
    }

    static JsonObject repository(String name, String... actions) {
        return new JsonObject()
                .put("type", "repository")
                .put("name", name)
                .put("actions", new JsonArray(Arrays.asList(actions)));
    }

    static JsonObject catalog() {
        return new JsonObject().put("type", "registry").put("name", "catalog").put("actions", new JsonArray().add("*"));
    }

    String token(JsonObject claims) {
        return token(new JsonObject().put("alg", "ES256").put("typ", "JWT").put("kid", keyId), claims);
    }

    String token(JsonObject header, JsonObject claims) {
        var signed = encoded(header) + "." + encoded(claims);
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(JsonObject header, JsonObject claims) {
        return encoded(header) + "." + encoded(claims) + ".";
    }

    /** The old trick: a MAC whose secret is the public key. */
    String macByPublicKey(JsonObject claims) {
        var signed = encoded(new JsonObject().put("alg", "HS256").put("kid", keyId)) + "." + encoded(claims);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(JsonObject json) {
        return encoded(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
