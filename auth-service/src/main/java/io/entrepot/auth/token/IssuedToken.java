package io.entrepot.auth.token;

import io.entrepot.model.Scope;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A token, and what the client is told of it. */
record IssuedToken(
        String token,
        List<Scope> granted,
        Instant issuedAt,
        Duration lifetime,
        @Nullable String refreshToken) {
    IssuedToken with(String refresh) {
        return new IssuedToken(token, granted, issuedAt, lifetime, refresh);
    }

    /** {@code token} is Docker's name for it, {@code access_token} that of OAuth 2.0; clients look for either. */
    JsonObject toJson() {
        var json = new JsonObject()
                .put("token", token)
                .put("access_token", token)
                .put("expires_in", lifetime.toSeconds())
                .put("issued_at", issuedAt.toString())
                .put("scope", granted.stream().map(Scope::toString).collect(Collectors.joining(" ")));
        return refreshToken == null ? json : json.put("refresh_token", refreshToken);
    }

    /** Without the tokens: this may end up in a log. */
    @Override
    public String toString() {
        return "a token for " + granted;
    }
}
