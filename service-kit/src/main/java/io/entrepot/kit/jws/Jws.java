package io.entrepot.kit.jws;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Claims in a JSON Web Signature (RFC 7515) of the compact form, by ES256 and nothing else: there is no algorithm for a
 * forger to choose.
 */
public final class Jws {
    private static final String ALGORITHM = "ES256";
    private static final String SIGNATURE = "SHA256withECDSAinP1363Format";
    /** A token for a hundred of the longest names, which a header of 64 KiB has room for. */
    private static final int LONGEST = 48 << 10;

    private static final int LONGEST_KEY_ID = 128;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String keyId;
    private final JsonObject claims;
    private final String signed;
    private final byte[] signature;

    private Jws(String keyId, JsonObject claims, String signed, byte[] signature) {
        this.keyId = keyId;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /** Reads what claims to be signed; null where it has another form or demands what isn't understood. */
    public static @Nullable Jws parse(String compact) {
        var secondDot = compact.lastIndexOf('.');
        var firstDot = compact.indexOf('.');
        var header = firstDot < 0 || compact.length() > LONGEST ? null : json(compact.substring(0, firstDot));
        if (header == null
                || secondDot == firstDot
                || !ALGORITHM.equals(header.getValue("alg"))
                || header.containsKey("crit")
                || !(header.getValue("kid") instanceof String keyId)
                || keyId.length() > LONGEST_KEY_ID) {
            return null;
        }
        var signature = bytes(compact.substring(secondDot + 1));
        var claims = json(compact.substring(firstDot + 1, secondDot));
        return signature == null || claims == null
                ? null
                : new Jws(keyId, claims, compact.substring(0, secondDot), signature);
    }

    /** Signs claims by the key of this id. */
    public static String sign(JsonObject claims, String keyId, PrivateKey key) {
        var header = new JsonObject().put("alg", ALGORITHM).put("typ", "JWT").put("kid", keyId);
        var signed = BASE64.encodeToString(header.toBuffer().getBytes()) + "."
                + BASE64.encodeToString(claims.toBuffer().getBytes());
        try {
            var signer = Signature.getInstance(SIGNATURE);
            signer.initSign(key);
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** The key that it says it was signed by. */
    public String keyId() {
        return keyId;
    }

    /** What it says; to be believed only once it {@link #verifies}. */
    public JsonObject claims() {
        return claims;
    }

    /** Whether it was signed by the private half of this key. */
    public boolean verifies(PublicKey key) {
        try {
            var verifier = Signature.getInstance(SIGNATURE);
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.ISO_8859_1));
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + SIGNATURE, e);
        }
    }

    private static @Nullable JsonObject json(String encoded) {
        var bytes = bytes(encoded);
        try {
            return bytes == null ? null : new JsonObject(Buffer.buffer(bytes));
        } catch (DecodeException malformed) {
            return null;
        }
    }

    private static byte @Nullable [] bytes(String encoded) {
        try {
            return Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
