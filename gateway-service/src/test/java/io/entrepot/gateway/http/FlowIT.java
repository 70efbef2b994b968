package io.entrepot.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How bytes flow through, and what happens when they stop. */
class FlowIT {
    private static final long LARGE = 512L << 20;
    /** Far more than the gateway and the kernel's sockets on the way hold together. */
    private static final long BOUND = 96L << 20;

    private static final Buffer PIECE = Buffer.buffer(new byte[256 << 10]);

    private final Replicas replicas = new Replicas();

    @AfterEach
    void close() {
        replicas.close();
    }

    @Test
    void aBodyKeepsItsFraming() throws IOException {
        var port = replicas.with(request -> request.body()
                        .onSuccess(body -> request.response()
                                .end(request.getHeader("Content-Length") + " " + request.getHeader("Transfer-Encoding")
                                        + " " + body)))
                .open();
        try (var wire = new Wire(port)) {
            wire.head("PATCH /v2/a/blobs/uploads/s HTTP/1.1", "Host: a", "Content-Length: 2")
                    .send("ab");
            wire.readHead();
            assertThat(wire.read(9)).isEqualTo("2 null ab");

            wire.head("PATCH /v2/a/blobs/uploads/s HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
                    .send("2\r\nab\r\n1\r\nc\r\n0\r\nX-Trailer: 1\r\n\r\n");
            wire.readHead();
            assertThat(wire.read(16)).isEqualTo("null chunked abc");
        }
    }

    /** What flows over HTTP/2 has a window to fill, on either side. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyFlowsOverHttp2(boolean ofKnownLength) throws Exception {
        var port = replicas.with(request -> {
                    var received = new AtomicLong();
                    request.handler(bytes -> received.addAndGet(bytes.length()));
                    request.endHandler(
                            end -> request.response().end(request.getHeader("Content-Length") + " " + received));
                })
                .open();
        var bytes = new byte[5_000_000];
        try (var client = HttpClient.newHttpClient()) {
            var root = URI.create("http://127.0.0.1:" + port + "/v2/a/blobs/uploads/s");
            client.send(HttpRequest.newBuilder(root).build(), BodyHandlers.ofString()); // it changes over by this
            var body = BodyPublishers.ofByteArray(bytes);
            var answer = client.send(
                    HttpRequest.newBuilder(root)
                            .timeout(Duration.ofSeconds(30))
                            .PUT(ofKnownLength ? body : BodyPublishers.fromPublisher(body))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).isEqualTo((ofKnownLength ? "5000000" : "null") + " 5000000");
        }
    }

    @Test
    void anAnswerInChunksStaysOne() throws IOException {
        var port = replicas.with(request -> {
                    request.response().setChunked(true).write("abc");
                    request.response().end();
                })
                .open();
        try (var wire = new Wire(port)) {
            var head = wire.head("GET /v2/a/tags/list HTTP/1.1", "Host: a").readHead();

            assertThat(head)
                    .contains("transfer-encoding: chunked")
                    .noneMatch(line -> line.startsWith("content-length"));
            assertThat(wire.read(13)).isEqualTo("3\r\nabc\r\n0\r\n\r\n");
        }
    }

    @Test
    void aServiceThatWantsTheBodyGetsIt() throws IOException {
        var port = replicas.with(request -> {
                    request.response().writeContinue();
                    request.body().onSuccess(body -> request.response().end(body));
                })
                .open();
        try (var wire = new Wire(port)) {
            wire.head("PUT /v2/a/manifests/t HTTP/1.1", "Host: a", "Content-Length: 5", "Expect: 100-continue");
            assertThat(wire.readHead()).containsExactly("HTTP/1.1 100 Continue");
            wire.send("hello");

            assertThat(wire.readHead().getFirst()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(wire.read(5)).isEqualTo("hello");
        }
    }

    @Test
    void aRefusalSavesTheBody() throws IOException {
        var port = replicas.with(
                        request -> request.response().setStatusCode(401).end("no"))
                .open();
        try (var wire = new Wire(port)) {
            wire.head("PUT /v2/a/manifests/t HTTP/1.1", "Host: a", "Content-Length: 5", "Expect: 100-continue");

            assertThat(wire.readHead()).contains("HTTP/1.1 401 Unauthorized", "Connection: close");
            assertThat(wire.read(2)).isEqualTo("no");
        }
    }

    @Test
    void anAnswerBeforeTheBodyWasReadReachesTheClient() throws IOException {
        var port = replicas.with(
                        request -> request.response().setStatusCode(413).end("too large"))
                .open();
        try (var wire = new Wire(port)) {
            wire.head("PATCH /v2/a/blobs/uploads/s HTTP/1.1", "Host: a", "Content-Length: " + LARGE)
                    .send(PIECE.getBytes());

            assertThat(wire.readHead()).contains("HTTP/1.1 413 Request Entity Too Large", "Connection: close");
            assertThat(wire.read(9)).isEqualTo("too large");
        }
    }

    @Test
    void aServiceThatDiesCutsTheAnswerOff() throws IOException {
        var port = replicas.with(request -> {
                    request.response().putHeader("Content-Length", "100").write("only this");
                    request.response().drainHandler(sent -> {});
                    request.connection().close();
                })
                .open();
        try (var wire = new Wire(port)) {
            wire.head("GET /v2/a/blobs/x HTTP/1.1", "Host: a");

            assertThat(wire.readHead()).contains("Content-Length: 100");
            assertThat(wire.drain()).isEqualTo(9);
        }
    }

    @Test
    void anAnswerIsNotLongerThanItSays() throws IOException {
        var port = replicas.with(request ->
                        request.response().putHeader("Content-Length", "5").end("hello and more"))
                .open();
        try (var wire = new Wire(port)) {
            wire.head("GET /v2/a/blobs/x HTTP/1.1", "Host: a", "Connection: close");

            assertThat(wire.readHead()).contains("Content-Length: 5");
            assertThat(wire.drain()).isEqualTo(5);
        }
    }

    @Test
    void aClientThatLeavesWhilePushingIsNotWaitedFor() throws Exception {
        var cut = new CompletableFuture<Void>();
        var port = replicas.with(request -> {
                    request.connection().closeHandler(cut::complete);
                    request.handler(bytes -> {});
                })
                .open();
        try (var wire = new Wire(port)) {
            wire.head("PATCH /v2/a/blobs/uploads/s HTTP/1.1", "Host: a", "Content-Length: " + LARGE)
                    .send("some");
        }

        cut.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aClientThatLeavesWhilePullingIsNotServed() throws Exception {
        var cut = new CompletableFuture<Void>();
        var sent = new AtomicLong();
        var port = replicas.with(request -> {
                    request.connection().closeHandler(cut::complete);
                    request.response().putHeader("Content-Length", Long.toString(LARGE));
                    pour(request, sent);
                })
                .open();
        try (var wire = new Wire(port)) {
            wire.head("GET /v2/a/blobs/x HTTP/1.1", "Host: a").readHead();
        }

        cut.get(30, TimeUnit.SECONDS);
        assertThat(sent.get()).isLessThan(LARGE);
    }

    @Test
    void aSlowReaderHoldsTheServiceBack() throws IOException {
        var sent = new AtomicLong();
        var port = replicas.with(request -> {
                    request.response().putHeader("Content-Length", Long.toString(LARGE));
                    pour(request, sent);
                })
                .open();
        try (var wire = new Wire(port)) {
            wire.head("GET /v2/a/blobs/x HTTP/1.1", "Host: a", "Connection: close")
                    .readHead();
            await().during(Duration.ofSeconds(1)).until(() -> sent.get() < BOUND);

            assertThat(wire.drain()).isEqualTo(LARGE);
        }
    }

    @Test
    void aSlowServiceHoldsTheClientBack() throws Exception {
        var reading = new CompletableFuture<HttpServerRequest>();
        var received = new AtomicLong();
        var sent = new AtomicLong();
        var port = replicas.with(request -> {
                    request.pause();
                    request.handler(bytes -> received.addAndGet(bytes.length()));
                    request.endHandler(end -> request.response().end());
                    reading.complete(request);
                })
                .open();
        try (var wire = new Wire(port)) {
            wire.head("PATCH /v2/a/blobs/uploads/s HTTP/1.1", "Host: a", "Content-Length: " + LARGE);
            var pushing = CompletableFuture.runAsync(() -> {
                try {
                    for (var piece = PIECE.getBytes(); sent.get() < LARGE; sent.addAndGet(piece.length)) {
                        wire.send(piece);
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            await().during(Duration.ofSeconds(1)).until(() -> sent.get() < BOUND);
            reading.get(30, TimeUnit.SECONDS).resume();
            pushing.get(60, TimeUnit.SECONDS);

            assertThat(wire.readHead().getFirst()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(received.get()).isEqualTo(LARGE);
        }
    }

    /** As fast as it is taken. */
    private static void pour(HttpServerRequest request, AtomicLong sent) {
        var response = request.response();
        while (!response.closed() && !response.writeQueueFull() && sent.get() < LARGE - PIECE.length()) {
            sent.addAndGet(PIECE.length());
            response.write(PIECE.copy());
        }
        if (sent.get() >= LARGE - PIECE.length()) {
            sent.addAndGet(PIECE.length());
            response.end(PIECE.copy());
        } else {
            response.drainHandler(room -> pour(request, sent));
        }
    }
}
