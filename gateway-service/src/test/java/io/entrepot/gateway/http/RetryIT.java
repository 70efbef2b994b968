package io.entrepot.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is repeated when a replica fails, and what is not. */
class RetryIT {
    private static final Handler<HttpServerRequest> ANSWERS =
            request -> request.body().onSuccess(body -> request.response().end("whole: " + body));
    private static final Handler<HttpServerRequest> BREAKS =
            request -> request.connection().close();
    private static final Handler<HttpServerRequest> STOPS = request -> request.response()
            .setStatusCode(503)
            .putHeader("Connection", "close")
            .end();

    private final Replicas replicas = new Replicas();

    @AfterEach
    void close() {
        replicas.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "POST", "PATCH", "DELETE"})
    void anotherReplicaIsTakenWhereNoneListens(String method) throws IOException {
        assertThat(status(replicas.withGone().with(ANSWERS).open(), method)).contains(" 200 ");
    }

    @Test
    void aBodyArrivesWholeAtTheOtherReplica() throws IOException {
        try (var wire = new Wire(replicas.withGone().with(ANSWERS).open())) {
            wire.head("PATCH /v2/a/blobs/uploads/s HTTP/1.1", "Host: a", "Content-Length: 5")
                    .send("hello");

            assertThat(wire.readHead()).contains("content-length: 12");
            assertThat(wire.read(12)).isEqualTo("whole: hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST"})
    void whatHasNoEffectIsAskedAgainWhereTheConnectionBreaks(String method) throws IOException {
        assertThat(status(replicas.with(BREAKS).with(ANSWERS).open(), method)).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void whatMayHaveHappenedIsNotAskedAgain(String method) throws IOException {
        assertThat(status(replicas.with(BREAKS).with(ANSWERS).open(), method)).contains(" 503 ");
        assertThat(replicas.asked()).isEqualTo(1);
    }

    @Test
    void aBodyThatWasSentOnIsNotSentAgain() throws IOException {
        var port = replicas.with(
                        request -> request.handler(bytes -> request.connection().close()))
                .with(ANSWERS)
                .open();
        try (var wire = new Wire(port)) {
            wire.head("POST /v2/a/blobs/uploads/?digest=x HTTP/1.1", "Host: a", "Content-Length: 50")
                    .send("hello");

            assertThat(wire.readHead().getFirst()).contains(" 503 ");
            assertThat(replicas.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
    void aReplicaThatStopsIsLeftForAnother(String method) throws IOException {
        assertThat(status(replicas.with(STOPS).with(ANSWERS).open(), method)).contains(" 200 ");
    }

    @Test
    void aRefusalOfAHealthyReplicaGoesThrough() throws IOException {
        var port = replicas.with(request -> request.response()
                        .setStatusCode(503)
                        .putHeader("Retry-After", "30")
                        .end())
                .with(ANSWERS)
                .open();

        assertThat(head(port, "GET")).contains("HTTP/1.1 503 Service Unavailable", "Retry-After: 30");
    }

    @Test
    void itIsTriedThreeTimes() throws IOException {
        var port = replicas.with(BREAKS).with(BREAKS).with(BREAKS).with(BREAKS).open();

        assertThat(head(port, "GET")).contains("HTTP/1.1 503 Service Unavailable", "Retry-After: 5");
        assertThat(replicas.asked()).isEqualTo(3);
    }

    @Test
    void anAnswerThatDoesNotComeIsGivenUp() throws Exception {
        var cut = new CompletableFuture<Void>();
        var port = replicas.with(request -> request.connection().closeHandler(cut::complete))
                .open(Duration.ofMillis(100));

        assertThat(head(port, "GET")).contains("HTTP/1.1 503 Service Unavailable", "content-type: application/json");
        cut.get(30, TimeUnit.SECONDS);
    }

    @Test
    void anAnswerWithEndlessHeadersIsGivenUp() throws IOException {
        var port = replicas.with(request -> request.response()
                        .putHeader("X-Long", "a".repeat(70_000))
                        .end())
                .open();

        assertThat(status(port, "PUT")).contains(" 503 ");
    }

    private static String status(int port, String method) throws IOException {
        return head(port, method).getFirst();
    }

    private static List<String> head(int port, String method) throws IOException {
        try (var wire = new Wire(port)) {
            return wire.head(method + " /v2/a/blobs/uploads/ HTTP/1.1", "Host: a")
                    .readHead();
        }
    }
}
