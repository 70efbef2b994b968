package io.entrepot.auth.administrator;

import io.entrepot.auth.audit.Actor;
import io.entrepot.auth.audit.AuditLog;
import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.identity.Authority;
import io.entrepot.kit.identity.BasicCredentials;
import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.kit.identity.Login;
import io.entrepot.model.OciError;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Asks for name and secret. While the registry is open there is nobody to ask, and nothing to manage. */
@Singleton
class AdministratorGate {
    private static final Map<String, String> CHALLENGE =
            Map.of("WWW-Authenticate", "Basic realm=\"management\", charset=\"UTF-8\"");

    private final Authority authority;
    private final AuditLog audit;
    private final TrustedProxies proxies;
    private final Administrator administrator;
    private final Instance<IdentityConfig> identity;

    /** The framework makes it before there is a configuration. */
    AdministratorGate(
            Authority authority,
            AuditLog audit,
            TrustedProxies proxies,
            Administrator administrator,
            Instance<IdentityConfig> identity) {
        this.identity = identity;
        this.authority = authority;
        this.audit = audit;
        this.proxies = proxies;
        this.administrator = administrator;
    }

    @AdministratorsOnly
    @ServerRequestFilter
    Uni<@Nullable RestResponse<Void>> admit(HttpServerRequest request) {
        if (identity.get().open()) {
            throw OciError.UNSUPPORTED.because(
                    404, "nobody has to log in here, so there is nobody to manage: set entrepot.identity.open=false");
        }
        request.response().putHeader(Headers.CACHE_CONTROL, "no-store");
        var address = ClientAddress.of(request, proxies).address();
        var credentials = BasicCredentials.parse(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (credentials == null) {
            throw OciError.UNAUTHORIZED.because("for administrators").with(CHALLENGE);
        }
        return Uni.createFrom()
                .completionStage(() -> authority
                        .login(credentials.name(), credentials.secret(), address)
                        .compose(login -> admit(login, address, request))
                        .toCompletionStage());
    }

    private Future<@Nullable RestResponse<Void>> admit(
            @Nullable Login login, String address, HttpServerRequest request) {
        if (login == null) {
            throw OciError.UNAUTHORIZED
                    .because("no such account, or not its secret")
                    .with(CHALLENGE);
        }
        var actor = new Actor(login.subject(), address);
        if (!login.permissions().administersRegistry()) {
            return audit.record(actor, request.method() + " " + request.path(), "", false)
                    .compose(recorded -> Future.failedFuture(OciError.DENIED.because("for administrators")));
        }
        administrator.is(actor);
        return Future.succeededFuture(null);
    }
}
