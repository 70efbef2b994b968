package io.entrepot.auth.administrator;

import io.entrepot.auth.provider.People;
import io.entrepot.kit.identity.Authority;
import io.entrepot.kit.identity.BasicCredentials;
import io.entrepot.kit.identity.Login;
import io.entrepot.kit.identity.ManagementAccess;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tells by what a request shows who sent it. */
@ApplicationScoped
class Proofs {
    private static final String BEARER = "Bearer ";

    /**
     * Somebody, and what they may.
     *
     * @param byProvider whether they showed that they have just logged in at the provider
     */
    record Proved(Login login, boolean byProvider) {}

    private final Authority authority;
    private final ManagementAccess tokens;
    private final People people;

    Proofs(Authority authority, ManagementAccess tokens, People people) {
        this.authority = authority;
        this.tokens = tokens;
        this.people = people;
    }

    /** Who sent this; null where it shows nothing, or what nobody has. */
    Future<@Nullable Proved> of(HttpServerRequest request, String address) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            var token = authorization.substring(BEARER.length()).strip();
            return tokens.isOurs(token)
                    ? tokens.subject(request).compose(subject -> proved(subject, false))
                    : people.recognise(token).compose(subject -> proved(subject, true));
        }
        var shown = BasicCredentials.parse(authorization);
        return shown == null
                ? Future.succeededFuture(null)
                : authority
                        .login(shown.name(), shown.secret(), address)
                        .map(login -> login == null ? null : new Proved(login, false));
    }

    private Future<@Nullable Proved> proved(@Nullable Subject subject, boolean byProvider) {
        return subject == null
                ? Future.succeededFuture(null)
                : authority
                        .permissions(subject)
                        .map(permissions -> new Proved(new Login(subject, permissions), byProvider));
    }
}
