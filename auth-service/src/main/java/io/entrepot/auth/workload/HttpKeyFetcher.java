package io.entrepot.auth.workload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Fetches keys as OpenID Connect Discovery has it: what is said over plain HTTP, or in too many words, is not believed. */
@ApplicationScoped
class HttpKeyFetcher implements KeyFetcher {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int PATIENCE_MILLIS = 5_000;

    private final Vertx vertx;
    private @Nullable HttpClient client;

    HttpKeyFetcher(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Not before it is needed: most registries have no issuers. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(PATIENCE_MILLIS));
        }
        return client;
    }

    @Override
    public Future<Map<String, PublicKey>> fetch(String issuerUrl, @Nullable String keysUrl) {
        return Future.succeededFuture(keysUrl)
                .compose(told -> told == null ? discover(issuerUrl) : Future.succeededFuture(told))
                .compose(this::get)
                .map(HttpKeyFetcher::keys);
    }

    private Future<String> discover(String issuerUrl) {
        var base = issuerUrl.endsWith("/") ? issuerUrl.substring(0, issuerUrl.length() - 1) : issuerUrl;
        return get(base + DISCOVERY).map(body -> {
            var found = new JsonObject(body);
            if (!issuerUrl.equals(found.getString("issuer"))) {
                throw new IllegalStateException("the discovery document is another issuer's");
            }
            return found.getString("jwks_uri", "");
        });
    }

    private Future<Buffer> get(String url) {
        if (!IssuerUrl.isSafe(url)) {
            return Future.failedFuture("not an https URL: " + url);
        }
        return client().request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .setTimeout(PATIENCE_MILLIS)
                        .putHeader("Accept", "application/json"))
                .compose(request -> request.send())
                .compose(response -> response.statusCode() == 200
                        ? body(response)
                        : Future.failedFuture(url + " answers " + response.statusCode()));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        var body = Buffer.buffer();
        response.handler(part -> {
                    if (body.length() + part.length() > LONGEST_ANSWER) {
                        whole.tryFail("the issuer's answer is too long");
                        response.request().reset();
                        return;
                    }
                    body.appendBuffer(part);
                })
                .exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    private static Map<String, PublicKey> keys(Buffer body) {
        try {
            var keys = new HashMap<String, PublicKey>();
            for (var key : new JsonWebKeySet(body.toString(StandardCharsets.UTF_8)).getJsonWebKeys()) {
                if (key instanceof PublicJsonWebKey published
                        && key.getKeyId() != null
                        && !Use.ENCRYPTION.equals(key.getUse())) {
                    keys.put(key.getKeyId(), published.getPublicKey());
                }
            }
            return keys;
        } catch (JoseException e) {
            throw new IllegalStateException("the issuer's answer is no key set", e);
        }
    }
}
