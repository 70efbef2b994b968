package io.entrepot.gateway.http;

import io.entrepot.kit.http.RequestId;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.upstream.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;

/** Passes requests on to services over connections that are kept. */
final class Proxy {
    private static final int CONNECT_MILLIS = 2_000;

    /** To one replica from one event loop: an upload or a slow download holds one for as long as it lasts. */
    private static final int CONNECTIONS = 512;

    private static final int WAITING = 512;

    /** Shorter than what the services, or a balancer before them, allow: it is we who close an idle connection. */
    private static final int IDLE_SECONDS = 45;

    private static final int HEADER_BYTES = 64 << 10;
    private static final int CHUNK_BYTES = 128 << 10;

    private final Vertx vertx;
    private final TrustedProxies trusted;
    private final long answerLimitMillis;

    /** One for each event loop: a shared one hands connections from loop to loop, for a fifth more CPU a request. */
    private final ThreadLocal<HttpClient> clients;

    Proxy(Vertx vertx, TrustedProxies trusted, Duration answerLimit) {
        this.vertx = vertx;
        this.trusted = trusted;
        this.answerLimitMillis = answerLimit.toMillis();
        this.clients = ThreadLocal.withInitial(() -> open(vertx));
    }

    private static HttpClient open(Vertx vertx) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setMaxHeaderSize(HEADER_BYTES)
                        .setMaxChunkSize(CHUNK_BYTES)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    Future<Void> pass(HttpServerRequest request, Upstream upstream) {
        return new Exchange(this, upstream, request).run();
    }

    Vertx vertx() {
        return vertx;
    }

    HttpClient client() {
        return clients.get();
    }

    TrustedProxies trusted() {
        return trusted;
    }

    long answerLimitMillis() {
        return answerLimitMillis;
    }

    String requestId(HttpServerRequest request) {
        return RequestId.of(request, trusted);
    }
}
