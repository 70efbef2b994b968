package io.entrepot.gateway.http;

import io.entrepot.kit.http.ErrorAnswer;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.upstream.ServicesConfig;
import io.entrepot.kit.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway before replicas that behave as a test wants; every probe is answered with «ready». */
final class Replicas implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<URI> urls = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** The first is asked first. */
    Replicas with(Handler<HttpServerRequest> behaviour) {
        var server = listen(request -> {
            asked.incrementAndGet();
            behaviour.handle(request);
        });
        servers.add(server);
        urls.add(URI.create("http://127.0.0.1:" + server.actualPort()));
        return this;
    }

    /** A replica that nobody can connect to. */
    Replicas withGone() {
        with(request -> {});
        done(servers.removeLast().close());
        return this;
    }

    /** The port of the gateway. */
    int open() {
        return open(Duration.ofMinutes(1));
    }

    int open(Duration answerLimit) {
        var config = new ServicesConfig() {
            @Override
            public Optional<List<URI>> blob() {
                return Optional.of(urls);
            }

            @Override
            public Optional<List<URI>> manifest() {
                return Optional.empty();
            }

            @Override
            public Optional<List<URI>> auth() {
                return Optional.empty();
            }
        };
        var upstream = new Upstreams(vertx, config, replica -> Future.succeededFuture(true)).blob();
        var trusted = new TrustedProxies(Optional::empty);
        var errors = new ErrorAnswer(trusted);
        var proxy = new Proxy(vertx, trusted, answerLimit);
        return listen(request -> {
                    request.pause();
                    proxy.pass(request, upstream).onFailure(failure -> errors.write(request, failure));
                })
                .actualPort();
    }

    /** How many requests came to replicas. */
    int asked() {
        return asked.get();
    }

    private HttpServer listen(Handler<HttpServerRequest> handler) {
        return done(vertx.createHttpServer(new HttpServerOptions()
                        .setMaxChunkSize(128 << 10)
                        .setMaxHeaderSize(64 << 10)
                        .setHandle100ContinueAutomatically(false))
                .requestHandler(handler)
                .listen(0, "127.0.0.1"));
    }

    @Override
    public void close() {
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
