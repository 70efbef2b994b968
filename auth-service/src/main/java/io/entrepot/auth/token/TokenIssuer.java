package io.entrepot.auth.token;

import io.entrepot.auth.AuthConfig;
import io.entrepot.auth.key.SigningKeys;
import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.kit.identity.Login;
import io.entrepot.model.Action;
import io.entrepot.model.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Makes tokens that hold what was asked for, as far as it is allowed. */
@ApplicationScoped
class TokenIssuer {
    private final SigningKeys keys;
    private final AuthConfig config;
    private final String service;

    TokenIssuer(SigningKeys keys, AuthConfig config, IdentityConfig identity) {
        this.keys = keys;
        this.config = config;
        this.service = identity.service();
    }

    IssuedToken issue(Login login, List<Scope> asked) {
        var granted = asked.stream()
                .map(login.permissions()::narrowed)
                .filter(scope -> !scope.actions().isEmpty())
                .distinct()
                .toList();
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var full = now.plus(config.tokenLifetime());
        var ends = login.until().isBefore(full) ? login.until().truncatedTo(ChronoUnit.SECONDS) : full;
        var access = new JsonArray();
        granted.forEach(scope -> access.add(access(scope)));
        var claims = new JsonObject()
                .put("iss", service)
                .put("sub", login.subject().toString())
                .put("aud", service)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", ends.getEpochSecond())
                .put("jti", UUID.randomUUID().toString())
                .put("access", access);
        return new IssuedToken(keys.signing().sign(claims), granted, now, Duration.between(now, ends), null);
    }

    private static JsonObject access(Scope scope) {
        var actions = new JsonArray();
        if (!scope.isOfRepository()) {
            actions.add("*");
        } else {
            scope.actions().stream().map(Action::label).forEach(actions::add);
        }
        return new JsonObject()
                .put("type", scope.type())
                .put("name", scope.name())
                .put("actions", actions);
    }
}
