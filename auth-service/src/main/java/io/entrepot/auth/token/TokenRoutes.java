package io.entrepot.auth.token;

import io.entrepot.auth.key.SigningKeys;
import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.ErrorAnswer;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.identity.Certificates;
import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.model.OciError;
import io.vertx.core.Future;
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
    private static final String NO_STORE = "no-store";
    private static final String KEYS_FOR_A_MINUTE = "public, max-age=60";

    private final Tokens tokens;
    private final SigningKeys keys;
    private final IdentityConfig identity;
    private final TrustedProxies proxies;
    private final Certificates certificates;
    private final ErrorAnswer errors;

    TokenRoutes(
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
    }

    void mount(@Observes Router router) {
        if (identity.open()) {
            return; // nobody needs a token
        }
        router.route("/token")
                .order(Integer.MIN_VALUE)
                .handler(context -> answer(context.request(), NO_STORE, this::token));
        router.route("/.well-known/jwks.json")
                .order(Integer.MIN_VALUE)
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
        answered.onSuccess(answer -> request.response()
                        .putHeader(Headers.CONTENT_TYPE, Headers.JSON)
                        .putHeader(Headers.CACHE_CONTROL, caching)
                        .end(answer.toBuffer()))
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
            return form(request).map(form -> TokenRequest.ofForm(form, identity.service()));
        }
        throw notAllowed("GET, POST");
    }

    private static Future<String> form(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // One digit less than an int can have: no number this short overflows.
        if (length == null || !length.matches("\\d{1,9}") || Integer.parseInt(length) > LONGEST_FORM) {
            throw OciError.SIZE_INVALID.because(413, "a form has a length, and not more than 64 KiB");
        }
        var body = request.body();
        request.resume();
        return body.map(form -> form.toString(StandardCharsets.UTF_8));
    }

    private Future<JsonObject> keys(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            throw notAllowed("GET");
        }
        return Future.succeededFuture(keys.published());
    }

    private static RuntimeException notAllowed(String allowed) {
        return OciError.UNSUPPORTED
                .because("this path does not answer that method")
                .with(Map.of("Allow", allowed));
    }
}
