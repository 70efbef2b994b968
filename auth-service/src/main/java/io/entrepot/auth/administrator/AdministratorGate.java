package io.entrepot.auth.administrator;

import io.entrepot.auth.audit.Actor;
import io.entrepot.auth.audit.AuditLog;
import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.model.OciError;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Asks who it is. While the registry is open there is nobody to ask, and nothing to manage. */
@Singleton
class AdministratorGate {
    private static final Map<String, String> CHALLENGE =
            Map.of("WWW-Authenticate", "Basic realm=\"management\", charset=\"UTF-8\"");

    private final Proofs proofs;
    private final AuditLog audit;
    private final TrustedProxies proxies;
    private final Requester requester;
    private final Instance<IdentityConfig> identity;

    /** The framework makes it before there is a configuration. */
    AdministratorGate(
            Proofs proofs,
            AuditLog audit,
            TrustedProxies proxies,
            Requester requester,
            Instance<IdentityConfig> identity) {
        this.identity = identity;
        this.proofs = proofs;
        this.audit = audit;
        this.proxies = proxies;
        this.requester = requester;
    }

    @AdministratorsOnly
    @ServerRequestFilter
    Uni<@Nullable RestResponse<Void>> administrators(HttpServerRequest request) {
        return admit(request, false);
    }

    @PeopleToo
    @ServerRequestFilter
    Uni<@Nullable RestResponse<Void>> people(HttpServerRequest request) {
        return admit(request, true);
    }

    private Uni<@Nullable RestResponse<Void>> admit(HttpServerRequest request, boolean peopleToo) {
        if (identity.get().open()) {
            throw OciError.UNSUPPORTED.because(
                    404, "nobody has to log in here, so there is nobody to manage: set entrepot.identity.open=false");
        }
        request.response().putHeader(Headers.CACHE_CONTROL, "no-store");
        var address = ClientAddress.of(request, proxies).address();
        return Uni.createFrom()
                .completionStage(() -> proofs.of(request, address)
                        .compose(proved -> admit(proved, address, request, peopleToo))
                        .toCompletionStage());
    }

    private Future<@Nullable RestResponse<Void>> admit(
            Proofs.@Nullable Proved proved, String address, HttpServerRequest request, boolean peopleToo) {
        if (proved == null) {
            throw OciError.UNAUTHORIZED
                    .because(
                            "log in: by name and secret, by a token of the provider, or by one for registry:management:*")
                    .with(CHALLENGE);
        }
        var actor = new Actor(proved.login().subject(), address);
        var administers = proved.login().permissions().administersRegistry();
        if (!administers && !peopleToo) {
            return audit.record(actor, request.method() + " " + request.path(), "", false)
                    .compose(recorded -> Future.failedFuture(OciError.DENIED.because("for administrators")));
        }
        requester.is(actor, administers, proved.byProvider());
        return Future.succeededFuture(null);
    }
}
