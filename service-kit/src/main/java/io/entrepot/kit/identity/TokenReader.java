package io.entrepot.kit.identity;

import io.entrepot.kit.jws.Jws;
import io.entrepot.model.Scope;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of this registry (RFC 7519): signed by ES256 with one of its keys, made for it, and begun. Nothing else
 * that JSON Web Tokens can be is understood, so there is no algorithm for a forger to choose.
 */
final class TokenReader {
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
        var jws = Jws.parse(compact);
        return jws == null
                ? Future.succeededFuture()
                : keys.find(jws.keyId()).map(key -> key == null || !jws.verifies(key) ? null : token(jws.claims()));
    }

    private @Nullable Token token(JsonObject claims) {
        var subject = Subject.parse(claims.getString("sub", ""));
        var issued = Instant.ofEpochSecond(claims.getLong("iat", 0L));
        var expires = Instant.ofEpochSecond(claims.getLong("exp", 0L));
        var begins = Instant.ofEpochSecond(claims.getLong("nbf", 0L));
        if (subject == null
                || !audience.equals(claims.getValue("aud"))
                || begins.isAfter(Instant.now().plusSeconds(SKEW_SECONDS))) {
            return null;
        }
        return new Token(subject, access(claims.getJsonArray("access", new JsonArray())), issued, expires);
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
}
