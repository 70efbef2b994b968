package io.entrepot.kit.identity;

import io.entrepot.model.Scope;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of this registry (RFC 7519): signed by ES256 with one of its keys, made for it, and begun. Nothing else
 * that JSON Web Tokens can be is understood, so there is no algorithm for a forger to choose.
 */
final class TokenReader {
    private static final String SIGNATURE = "SHA256withECDSAinP1363Format";
    private static final int LONGEST = 16 << 10;
    private static final int LONGEST_KEY_ID = 128;

    /** What the clocks of two machines may differ by. */
    private static final long SKEW_SECONDS = 30;

    private final Keys keys;
    private final String audience;

    TokenReader(Keys keys, String audience) {
        this.keys = keys;
        this.audience = audience;
    }

    /** What a token says; null where it is none of ours. That it has expired is the caller's to see. */
    Future<@Nullable Token> read(String compact) {
        var secondDot = compact.lastIndexOf('.');
        var firstDot = compact.indexOf('.');
        var header = firstDot < 0 || compact.length() > LONGEST ? null : json(compact.substring(0, firstDot));
        if (header == null
                || secondDot == firstDot
                || !"ES256".equals(header.getValue("alg"))
                || header.containsKey("crit")
                || !(header.getValue("kid") instanceof String keyId)
                || keyId.length() > LONGEST_KEY_ID) {
            return Future.succeededFuture();
        }
        var signed = compact.substring(0, secondDot);
        var signature = bytes(compact.substring(secondDot + 1));
        var claims = json(compact.substring(firstDot + 1, secondDot));
        return signature == null || claims == null
                ? Future.succeededFuture()
                : keys.find(keyId).map(key -> key == null || !verifies(key, signed, signature) ? null : token(claims));
    }

    private static boolean verifies(PublicKey key, String signed, byte[] signature) {
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

    private @Nullable Token token(JsonObject claims) {
        var subject = Subject.parse(claims.getString("sub", ""));
        var expires = Instant.ofEpochSecond(claims.getLong("exp", 0L));
        var begins = Instant.ofEpochSecond(claims.getLong("nbf", 0L));
        if (subject == null
                || !audience.equals(claims.getValue("aud"))
                || begins.isAfter(Instant.now().plusSeconds(SKEW_SECONDS))) {
            return null;
        }
        return new Token(subject, access(claims.getJsonArray("access", new JsonArray())), expires);
    }

    private static List<Scope> access(JsonArray access) {
        return access.stream()
                .map(JsonObject.class::cast)
                .map(scope -> Scope.parse(scope.getString("type") + ":" + scope.getString("name") + ":"
                        + scope.getJsonArray("actions").stream()
                                .map(String.class::cast)
                                .collect(Collectors.joining(","))))
                .toList();
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
