package io.entrepot.kit.internal;

import io.entrepot.kit.identity.Authority;
import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.kit.identity.Login;
import io.entrepot.model.OciError;
import io.entrepot.model.Permission;
import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The auth service of another process. While nobody has to log in there need not be one. */
@DefaultBean
@Singleton
class HttpAuthority implements Authority {
    private final @Nullable ServiceClient auth;

    @Inject
    HttpAuthority(ServiceClients services, IdentityConfig identity) {
        this(identity.open() ? null : services.auth());
    }

    HttpAuthority(@Nullable ServiceClient auth) {
        this.auth = auth;
    }

    @Override
    public Future<JsonObject> keys() {
        return ask("keys", new JsonObject());
    }

    @Override
    public Future<@Nullable Login> login(String name, String secret, String clientAddress) {
        var question = new JsonObject().put("name", name).put("secret", secret).put("address", clientAddress);
        return ask("login", question).map(answer -> {
            var retryAfter = answer.getString("retryAfter");
            if (retryAfter != null) {
                throw OciError.TOOMANYREQUESTS
                        .because("too many attempts to log in")
                        .with(Map.of("Retry-After", retryAfter));
            }
            var subject = answer.getString("subject");
            return subject == null
                    ? null
                    : new Login(
                            Objects.requireNonNull(Subject.parse(subject)),
                            permissions(answer),
                            answer.containsKey("until") ? Instant.ofEpochSecond(answer.getLong("until")) : Instant.MAX);
        });
    }

    @Override
    public Future<Permissions> permissions(Subject subject, Instant then) {
        var question = new JsonObject().put("subject", subject.toString()).put("then", then.getEpochSecond());
        return ask("permissions", question).map(HttpAuthority::permissions);
    }

    private Future<JsonObject> ask(String what, JsonObject question) {
        return Objects.requireNonNull(auth, "asked although the registry is open")
                .ask("/internal/auth/" + what, question);
    }

    private static Permissions permissions(JsonObject answer) {
        return new Permissions(answer.getJsonArray("permissions").stream()
                .map(text -> Permission.parse((String) text))
                .toList());
    }
}
