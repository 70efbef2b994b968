package io.entrepot.auth.authority;

import io.entrepot.kit.identity.Authority;
import io.entrepot.kit.identity.Login;
import io.entrepot.kit.internal.InternalRoutes;
import io.entrepot.kit.internal.Question;
import io.entrepot.kit.upstream.ServiceName;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the services apart. */
@ApplicationScoped
class AuthorityRoutes implements InternalRoutes {
    /** The gateway asks for itself at the ping, where nothing more than that has to be known. */
    private static final Set<ServiceName> VERIFIERS =
            Set.of(ServiceName.GATEWAY, ServiceName.BLOB, ServiceName.MANIFEST);

    private static final Set<ServiceName> DECIDERS = Set.of(ServiceName.BLOB, ServiceName.MANIFEST);

    private final Authority authority;

    AuthorityRoutes(Authority authority) {
        this.authority = authority;
    }

    @Override
    public void addTo(Table table) {
        table.on("/internal/auth/keys", VERIFIERS, question -> authority.keys())
                .on("/internal/auth/login", VERIFIERS, this::login)
                .on("/internal/auth/permissions", DECIDERS, this::permissions);
    }

    private Future<JsonObject> login(Question question) {
        return authority
                .login(question.text("name"), question.text("secret"), question.text("address"))
                .map(AuthorityRoutes::answer)
                .recover(failure ->
                        failure instanceof OciException refused && refused.error() == OciError.TOOMANYREQUESTS
                                // An answer like any other: a failure would be asked again.
                                ? Future.succeededFuture(new JsonObject()
                                        .put("retryAfter", refused.headers().getOrDefault("Retry-After", "1")))
                                : Future.failedFuture(failure));
    }

    private static JsonObject answer(@Nullable Login login) {
        if (login == null) {
            return new JsonObject();
        }
        var known = new JsonObject()
                .put("subject", login.subject().toString())
                .put("permissions", json(login.permissions()));
        return login.endsByItself() ? known.put("until", login.until().getEpochSecond()) : known;
    }

    private Future<JsonObject> permissions(Question question) {
        var subject = Subject.parse(question.text("subject"));
        if (subject == null || !(question.json().getValue("then") instanceof Number then)) {
            throw Question.malformed();
        }
        return authority
                .permissions(subject, Instant.ofEpochSecond(then.longValue()))
                .map(permissions -> new JsonObject().put("permissions", json(permissions)));
    }

    private static JsonArray json(Permissions permissions) {
        var json = new JsonArray();
        permissions.granted().forEach(permission -> json.add(permission.toString()));
        return json;
    }
}
