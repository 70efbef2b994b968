package io.entrepot.kit.internal;

import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RequestId;
import io.entrepot.kit.upstream.Replica;
import io.entrepot.kit.upstream.Upstream;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks another service. A question is repeatable, so one that got no answer is asked once more, of another replica where
 * there is one, as long as there is time. When that fails too, the caller hears {@code UNAVAILABLE}; when it goes on
 * failing, the caller hears it at once and the other service is left alone for a moment. A service that doesn't answer its
 * probes either isn't given the time that one at work may need.
 */
public final class ServiceClient {
    private static final Logger LOG = Logger.getLogger("io.entrepot.internal");
    private static final int CONNECT_MILLIS = 1_000;
    private static final int CONNECTIONS = 32;
    private static final int WAITING = 1_000;
    private static final int FAILURES = 5;
    private static final long REST_MILLIS = 1_000;
    private static final Duration WHEN_IN_DOUBT = Duration.ofMillis(500);

    private final Upstream upstream;
    private final Supplier<@Nullable String> requestId;
    private final Supplier<String> authorization;
    private final Duration deadline;
    private final HttpClient http;
    private final CircuitBreaker breaker;
    private final AtomicBoolean out = new AtomicBoolean();

    /** An answer other than the one asked for. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(int status, Buffer body) {
            super("answered " + status + " " + body, null, false, false);
        }
    }

    ServiceClient(
            Vertx vertx,
            Upstream upstream,
            Supplier<String> authorization,
            Duration deadline,
            Supplier<@Nullable String> requestId) {
        this.requestId = requestId;
        this.upstream = upstream;
        this.authorization = authorization;
        this.deadline = deadline;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxWaitQueueSize(WAITING),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.breaker = CircuitBreaker.create(
                        upstream.service().toString(),
                        vertx,
                        new CircuitBreakerOptions()
                                .setMaxFailures(FAILURES)
                                .setTimeout(-1) // attempts have an end of their own
                                .setResetTimeout(REST_MILLIS))
                .openHandler(open -> told(true))
                .closeHandler(closed -> told(false));
    }

    /** Asks a question. Fails with {@code UNAVAILABLE}. */
    public Future<JsonObject> ask(String path, JsonObject question) {
        var body = question.toBuffer();
        var id = requestId.get();
        var patience = (upstream.hasGoodReplica() ? deadline : WHEN_IN_DOUBT).toNanos();
        var begin = System.nanoTime();
        var end = begin + patience;
        // A single replica that is silent would be silent again; where there are several, another one gets half of the
        // time.
        var firstEnd = upstream.size() > 1 ? begin + patience / 2 : end;
        return breaker.<JsonObject>execute(answer -> attempt(path, body, id, firstEnd)
                        .recover(failure ->
                                millisUntil(end) > 0 ? attempt(path, body, id, end) : Future.failedFuture(failure))
                        .onComplete(answer))
                .recover(failure -> Future.failedFuture(unavailable(path, failure)));
    }

    private static long millisUntil(long end) {
        return (end - System.nanoTime()) / 1_000_000;
    }

    /** The breaker opens again after each try that fails; that is no news. */
    private void told(boolean isOut) {
        if (out.compareAndSet(!isOut, isOut)) {
            if (isOut) {
                LOG.warnf("%s-service does not answer", upstream.service());
            } else {
                LOG.infof("%s-service answers again", upstream.service());
            }
        }
    }

    private Future<JsonObject> attempt(String path, Buffer question, @Nullable String id, long end) {
        var replica = upstream.choose();
        if (replica == null) {
            return Future.failedFuture("no replica takes requests");
        }
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(replica.address())
                .setHost(replica.host())
                .setPort(replica.port())
                .setURI(path)
                .setConnectTimeout(Math.clamp(millisUntil(end), 1, CONNECT_MILLIS))
                .putHeader(HttpHeaders.AUTHORIZATION, authorization.get())
                .putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON);
        if (id != null) {
            request.putHeader(RequestId.HEADER, id);
        }
        return http.request(request)
                .compose(sent -> sent.idleTimeout(Math.max(1, millisUntil(end))).send(question))
                .compose(answer -> read(answer, replica))
                .onFailure(failure -> {
                    if (!(failure instanceof Refused)) {
                        replica.doubt(String.valueOf(failure.getMessage()));
                    }
                })
                .onComplete(done -> replica.release());
    }

    private static Future<JsonObject> read(HttpClientResponse answer, Replica replica) {
        if (answer.statusCode() == OciError.UNAVAILABLE.status()) {
            replica.check(); // it may be stopping
        }
        return answer.body()
                .compose(body -> answer.statusCode() == 200
                        ? Future.succeededFuture(body.toJsonObject())
                        : Future.failedFuture(new Refused(answer.statusCode(), body)));
    }

    private OciException unavailable(String path, Throwable failure) {
        LOG.debugf("%s-service did not answer %s: %s", upstream.service(), path, failure);
        return OciError.UNAVAILABLE
                .because("a part of the registry does not answer; try again")
                .with(Map.of("Retry-After", "5"));
    }
}
