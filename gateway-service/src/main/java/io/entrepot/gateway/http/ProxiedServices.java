package io.entrepot.gateway.http;

import io.entrepot.gateway.GatewayConfig;
import io.entrepot.gateway.Services;
import io.entrepot.kit.http.ErrorAnswer;
import io.entrepot.kit.http.RegistryHandler;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.kit.start.Refusal;
import io.entrepot.kit.upstream.Upstream;
import io.entrepot.kit.upstream.Upstreams;
import io.entrepot.model.OciError;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services as processes of their own: who answers what. */
@DefaultBean
@ApplicationScoped
class ProxiedServices implements Services {
    private final Upstream blob;
    private final Upstream manifest;

    /** Null where nobody has to log in, so that there need not be one. */
    private final @Nullable Upstream auth;

    private final Proxy proxy;
    private final ErrorAnswer errors;

    ProxiedServices(
            Vertx vertx,
            Upstreams upstreams,
            TrustedProxies trusted,
            GatewayConfig config,
            IdentityConfig identity,
            ErrorAnswer errors) {
        this.blob = upstreams.blob();
        this.manifest = upstreams.manifest();
        if (config.answerLimit().toMillis() < 1) {
            throw new Refusal("entrepot.gateway.answer-limit must be a time longer than none");
        }
        this.auth = identity.open() ? null : upstreams.auth();
        this.proxy = new Proxy(vertx, trusted, config.answerLimit());
        this.errors = errors;
    }

    @Override
    public void addTo(RouteTable table) {
        RegistryHandler toManifests = request -> proxy.pass(request.http(), manifest);
        RegistryHandler toBlobs = request -> proxy.pass(request.http(), blob);
        table.through(RouteKind.CATALOG, HttpMethod.GET, toManifests)
                .through(RouteKind.TAGS, HttpMethod.GET, toManifests)
                .through(RouteKind.REFERRERS, HttpMethod.GET, toManifests)
                .through(RouteKind.MANIFEST, HttpMethod.GET, toManifests)
                .through(RouteKind.MANIFEST, HttpMethod.PUT, toManifests)
                .through(RouteKind.MANIFEST, HttpMethod.DELETE, toManifests)
                .through(RouteKind.BLOB, HttpMethod.GET, toBlobs)
                .through(RouteKind.BLOB, HttpMethod.DELETE, toBlobs)
                .through(RouteKind.UPLOADS, HttpMethod.POST, toBlobs)
                .through(RouteKind.UPLOAD, HttpMethod.GET, toBlobs)
                .through(RouteKind.UPLOAD, HttpMethod.PATCH, toBlobs)
                .through(RouteKind.UPLOAD, HttpMethod.PUT, toBlobs)
                .through(RouteKind.UPLOAD, HttpMethod.DELETE, toBlobs);
    }

    @Override
    public void addTo(Router router) {
        router.route("/api/v1/repositories/*").handler(context -> pass(context, manifest));
        var logins = auth;
        if (logins != null) {
            for (var path : List.of("/token", "/.well-known/jwks.json", "/api/v1/*")) {
                router.route(path).handler(context -> pass(context, logins));
            }
        }
    }

    private void pass(RoutingContext context, Upstream service) {
        var request = context.request();
        request.pause();
        // The router matched what dots and escapes come to, and the raw path is what is passed on: only one that is
        // both.
        if (!request.path().equals(context.normalizedPath())) {
            errors.write(request, OciError.UNSUPPORTED.because(404, "nothing is served at this path"));
            return;
        }
        proxy.pass(request, service).onComplete(done -> {
            if (done.failed()) {
                errors.write(request, done.cause());
            } else if (!request.isEnded()) {
                request.handler(dropped -> {}).resume();
            }
        });
    }
}
