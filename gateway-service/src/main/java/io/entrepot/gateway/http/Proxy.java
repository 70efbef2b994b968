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
record Proxy(Vertx vertx, HttpClient client, TrustedProxies trusted, long answerLimitMillis) {
    private static final int CONNECT_MILLIS = 2_000;

    /** Of one replica: an upload or a slow download holds one for as long as it lasts. */
    private static final int CONNECTIONS = 1_024;

    private static final int WAITING = 1_024;

    /** Shorter than what the services, or a balancer before them, allow: it is we who close an idle connection. */
    private static final int IDLE_SECONDS = 45;

    private static final int HEADER_BYTES = 64 << 10;
    private static final int CHUNK_BYTES = 128 << 10;

    static Proxy open(Vertx vertx, TrustedProxies trusted, Duration answerLimit) {
        var client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setMaxHeaderSize(HEADER_BYTES)
                        .setMaxChunkSize(CHUNK_BYTES)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
        return new Proxy(vertx, client, trusted, answerLimit.toMillis());
    }

    Future<Void> pass(HttpServerRequest request, Upstream upstream) {
        return new Exchange(this, upstream, request).run();
    }

    String requestId(HttpServerRequest request) {
        return RequestId.of(request, trusted);
    }
}
