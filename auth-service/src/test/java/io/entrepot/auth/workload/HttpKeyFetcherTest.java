package io.entrepot.auth.workload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpKeyFetcherTest {
    private static final String BEGINNING = "{\"keys\": [";

    private final Vertx vertx = Vertx.vertx();
    private final HttpKeyFetcher fetcher = new HttpKeyFetcher(vertx, Duration.ofMillis(300));
    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void hangsUpOnAnIssuerThatAnswersNothing() {
        var issuer = issuer(request -> {});

        assertTimesOut(issuer, null);
        assertTimesOut(issuer, issuer + "/keys");
        hungUp.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void hangsUpOnAnIssuerThatStallsInTheMiddle() {
        var issuer = issuer(request ->
                request.response().putHeader("Content-Length", "1000").write(BEGINNING));

        assertTimesOut(issuer, issuer + "/keys");
        hungUp.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void hangsUpOnAnIssuerThatSendsAByteNowAndThen() {
        var issuer = issuer(request -> {
            request.response().setChunked(true).write(BEGINNING);
            vertx.setPeriodic(20, tick -> request.response().write(" "));
        });

        assertTimesOut(issuer, issuer + "/keys");
        hungUp.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void assertTimesOut(String issuer, @Nullable String keysUrl) {
        assertThatThrownBy(() -> await(fetcher.fetch(issuer, keysUrl))).hasCauseInstanceOf(TimeoutException.class);
    }

    private String issuer(Handler<HttpServerRequest> handler) {
        var server = await(vertx.createHttpServer()
                .connectionHandler(connection -> connection.closeHandler(closed -> hungUp.complete(null)))
                .requestHandler(handler)
                .listen(0, "127.0.0.1"));
        return "http://127.0.0.1:" + server.actualPort();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
