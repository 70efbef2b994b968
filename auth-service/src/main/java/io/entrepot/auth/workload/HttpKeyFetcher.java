package io.entrepot.auth.workload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches keys as OpenID Connect Discovery has it: what is said over plain HTTP, in too many words, or too slowly is not
 * believed.
 */
@ApplicationScoped
class HttpKeyFetcher implements KeyFetcher {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Vertx vertx;
    private final Duration patience;
    private @Nullable HttpClient client;

    @Inject
    HttpKeyFetcher(Vertx vertx) {
        this(vertx, PATIENCE);
    }

    /** @param patience with all of one fetch: an issuer that sends a byte now and then isn't waited for longer than a mute one */
    HttpKeyFetcher(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    /** Not before it is needed: most registries have no issuers. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = vertx.createHttpClient();
        }
        return client;
    }

    @Override
    public Future<Map<String, PublicKey>> fetch(String issuerUrl, @Nullable String keysUrl) {
        var end = System.nanoTime() + patience.toNanos();
        return Future.succeededFuture(keysUrl)
                .compose(told -> told == null ? discover(issuerUrl, end) : Future.succeededFuture(told))
                .compose(url -> get(url, end))
                .map(HttpKeyFetcher::keys);
    }

    private Future<String> discover(String issuerUrl, long end) {
        var base = issuerUrl.endsWith("/") ? issuerUrl.substring(0, issuerUrl.length() - 1) : issuerUrl;
        return get(base + DISCOVERY, end).map(body -> {
            var found = new JsonObject(body);
            if (!issuerUrl.equals(found.getString("issuer"))) {
                throw new IllegalStateException("the discovery document is another issuer's");
            }
            return found.getString("jwks_uri", "");
        });
    }

    private Future<Buffer> get(String url, long end) {
        if (!IssuerUrl.isSafe(url)) {
            return Future.failedFuture("not an https URL: " + url);
        }
        return client().request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .setConnectTimeout(millisUntil(end))
                        .putHeader("Accept", "application/json"))
                .compose(request -> {
                    var limit = vertx.setTimer(millisUntil(end), late -> request.reset());
                    return request.send()
                            .compose(response -> response.statusCode() == 200
                                    ? body(response)
                                    : Future.failedFuture(url + " answers " + response.statusCode()))
                            .onComplete(done -> vertx.cancelTimer(limit))
                            .recover(failure -> Future.failedFuture(
                                    failure instanceof StreamResetException
                                            ? new TimeoutException(url + " did not answer in time")
                                            : failure));
                });
    }

    /** One at the least: none would mean forever. */
    private static long millisUntil(long end) {
        return Math.max(1, (end - System.nanoTime()) / 1_000_000);
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
