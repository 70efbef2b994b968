package io.entrepot.auth.token;

import io.entrepot.auth.key.SigningKeys;
import io.entrepot.kit.http.BodyReader;
import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.ErrorAnswer;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.identity.Certificates;
import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.model.OciError;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** {@code /token}, as Docker's token specification and OAuth 2.0 have it, and the keys that verify what it gives out. */
@ApplicationScoped
class TokenRoutes {
    private static final int LONGEST_FORM = 64 << 10;
    /** Where the framework has no say yet, but every request was looked at. */
    private static final int JUST_AFTER_THE_FRONT = Integer.MIN_VALUE + 1;

    private static final String NO_STORE = "no-store";
    private static final String KEYS_FOR_A_MINUTE = "public, max-age=60";

    private final Tokens tokens;
    private final SigningKeys keys;
    private final IdentityConfig identity;
    private final TrustedProxies proxies;
    private final Certificates certificates;
    private final ErrorAnswer errors;
    private final BodyReader bodies;

    TokenRoutes(
            Vertx vertx,
            VertxHttpConfig http,
            Tokens tokens,
            SigningKeys keys,
            IdentityConfig identity,
            TrustedProxies proxies,
            Certificates certificates,
            ErrorAnswer errors) {
        this.tokens = tokens;
        this.keys = keys;
        this.identity = identity;
        this.proxies = proxies;
        this.certificates = certificates;
        this.errors = errors;
        this.bodies = new BodyReader(vertx, http.readTimeout());
    }

    void mount(@Observes Router router) {
        if (identity.open()) {
            return; // nobody needs a token
        }
        router.route("/token")
                .order(JUST_AFTER_THE_FRONT)
                .handler(context -> answer(context.request(), NO_STORE, this::token));
        router.route("/.well-known/jwks.json")
                .order(JUST_AFTER_THE_FRONT)
                .handler(context -> answer(context.request(), KEYS_FOR_A_MINUTE, this::keys));
    }

    private void answer(
            HttpServerRequest request, String caching, Function<HttpServerRequest, Future<JsonObject>> route) {
        Future<JsonObject> answered;
        try {
            answered = route.apply(request);
        } catch (RuntimeException e) {
            errors.write(request, e);
            return;
        }
        answered.onSuccess(answer -> {
                    var body = answer.toBuffer();
                    var response = request.response()
                            .putHeader(Headers.CONTENT_TYPE, Headers.JSON)
                            .putHeader(Headers.CACHE_CONTROL, caching)
                            .putHeader(Headers.CONTENT_LENGTH, Integer.toString(body.length()));
                    if (request.method().equals(HttpMethod.HEAD)) {
                        response.end();
                    } else {
                        response.end(body);
                    }
                })
                .onFailure(failure -> errors.write(request, failure));
    }

    private Future<JsonObject> token(HttpServerRequest request) {
        var address = ClientAddress.of(request, proxies).address();
        var certified = certificates.subject(request);
        return asked(request)
                .compose(asked -> tokens.issue(asked, certified, address))
                .map(IssuedToken::toJson);
    }

    private Future<TokenRequest> asked(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET)) {
            return Future.succeededFuture(TokenRequest.ofQuery(
                    request.query(), request.getHeader(HttpHeaders.AUTHORIZATION), identity.service()));
        }
        if (request.method().equals(HttpMethod.POST)) {
            return bodies.read(request, LONGEST_FORM)
                    .map(form -> TokenRequest.ofForm(form.toString(StandardCharsets.UTF_8), identity.service()));
        }
        throw notAllowed("GET, POST");
    }

    private Future<JsonObject> keys(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            throw notAllowed("GET, HEAD");
        }
        return Future.succeededFuture(keys.published());
    }

    private static RuntimeException notAllowed(String allowed) {
        return OciError.UNSUPPORTED
                .because("this path does not answer that method")
                .with(Map.of("Allow", allowed));
    }
}
