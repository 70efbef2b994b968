package io.entrepot.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProbeTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        done(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"200, true", "401, true", "404, true", "503, false", "500, false"})
    void aReplicaTakesRequestsUnlessItAnswersWithAFault(int status, boolean ready) {
        var server = listening(status, new AtomicReference<>());

        assertThat(done(new HttpProbe(vertx, service -> null).ready(replica(server.actualPort()))))
                .isEqualTo(ready);
    }

    @Test
    void asksForReadinessAndShowsTheCredential() {
        var asked = new AtomicReference<HttpServerRequest>();
        var server = listening(200, asked);

        done(new HttpProbe(vertx, service -> "Bearer " + service).ready(replica(server.actualPort())));

        var request = Objects.requireNonNull(asked.get());
        assertThat(request.path()).isEqualTo("/internal/ready");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer blob");
        assertThat(request.getHeader("Host")).isEqualTo("blob-service:" + server.actualPort());
    }

    @Test
    void aReplicaThatRefusesConnectionsTakesNoRequests() {
        var server = listening(200, new AtomicReference<>());
        var port = server.actualPort();
        done(server.close());

        assertThat(done(new HttpProbe(vertx, service -> null).ready(replica(port))))
                .isFalse();
    }

    private HttpServer listening(int status, AtomicReference<HttpServerRequest> asked) {
        return done(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.set(request);
                    request.response().setStatusCode(status).end();
                })
                .listen(0, "127.0.0.1"));
    }

    private static Replica replica(int port) {
        return new Replica(
                ServiceName.BLOB,
                new BaseUrl("blob-service", port),
                SocketAddress.inetSocketAddress(port, "127.0.0.1"),
                other -> Future.succeededFuture(true));
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
