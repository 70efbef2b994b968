package io.entrepot.auth.administrator;

import io.entrepot.auth.provider.People;
import io.entrepot.kit.identity.Authority;
import io.entrepot.kit.identity.BasicCredentials;
import io.entrepot.kit.identity.BearerToken;
import io.entrepot.kit.identity.Login;
import io.entrepot.kit.identity.ManagementAccess;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tells by what a request shows who sent it. */
@ApplicationScoped
class Proofs {
    /**
     * Somebody, and what they may.
     *
     * @param byProvider whether they showed that they have just logged in at the provider
     */
    record Proved(Login login, boolean byProvider) {}

    private final Authority authority;
    private final ManagementAccess tokens;
    private final People people;
    private final RefusedTokens refusedTokens;

    Proofs(Authority authority, ManagementAccess tokens, People people, RefusedTokens refusedTokens) {
        this.authority = authority;
        this.tokens = tokens;
        this.people = people;
        this.refusedTokens = refusedTokens;
    }

    /** Who sent this; null where it shows nothing, or what nobody has. */
    Future<@Nullable Proved> of(HttpServerRequest request, String address) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        var token = BearerToken.in(authorization);
        if (token != null) {
            var ours = tokens.isOurs(token);
            return (ours ? tokens.subject(request) : people.recognise(token)).compose(subject -> {
                if (subject == null) {
                    refusedTokens.refused(address);
                    return Future.succeededFuture(null);
                }
                return authority
                        .permissions(subject)
                        .map(permissions -> new Proved(new Login(subject, permissions), !ours));
            });
        }
        var shown = BasicCredentials.parse(authorization);
        return shown == null
                ? Future.succeededFuture(null)
                : authority
                        .login(shown.name(), shown.secret(), address)
                        .map(login -> login == null ? null : new Proved(login, false));
    }
}
