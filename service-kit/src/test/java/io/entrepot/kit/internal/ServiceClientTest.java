package io.entrepot.kit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.upstream.FixedUpstream;
import io.entrepot.kit.upstream.Upstream;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceClientTest {
    private static final String SECRET = "0123456789abcdef";
    private static final JsonObject QUESTION = new JsonObject().put("word", "echo");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void asksWithTheSecretAndHandsOverTheAnswer() {
        var client = client(replica(request -> request.body()
                .onSuccess(body -> request.response()
                        .end(body.toJsonObject()
                                .put("shown", request.getHeader("Authorization"))
                                .put("id", request.getHeader("X-Request-Id"))
                                .toBuffer()))));

        assertThat(await(client.ask("/internal/echo", QUESTION)))
                .isEqualTo(new JsonObject()
                        .put("word", "echo")
                        .put("shown", "Bearer " + SECRET)
                        .put("id", "request-1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void asksAnotherReplicaOnceMore(int status) {
        var client = client(replica(answering(status)), replica(answering(200)));

        assertThat(await(client.ask("/internal/echo", QUESTION))).isEmpty();
        assertThat(await(client.ask("/internal/echo", QUESTION))).isEmpty();
    }

    @Test
    void asksAnotherReplicaWhereOneIsGone() {
        var gone = replica(answering(200));
        var client = client(gone, replica(answering(200)));
        await(gone.close());

        assertThat(await(client.ask("/internal/echo", QUESTION))).isEmpty();
        assertThat(await(client.ask("/internal/echo", QUESTION))).isEmpty();
    }

    @Test
    void isUnavailableWhereTwoAttemptsFailed() {
        var client = client(replica(answering(500)));

        assertUnavailable(client.ask("/internal/echo", QUESTION));
        assertThat(asked).hasValue(2);
    }

    @Test
    void doesNotWaitForASilentReplicaBeyondTheDeadline() {
        assertUnavailable(client(replica(request -> {})).ask("/internal/echo", QUESTION));
    }

    @Test
    void doesNotAskASilentReplicaAgain() {
        var client = client(replica(request -> asked.incrementAndGet()));

        assertUnavailable(client.ask("/internal/echo", QUESTION));

        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAnotherReplicaWhereOneIsSilent() {
        var client = client(replica(request -> {}), replica(answering(200)));

        assertThat(await(client.ask("/internal/echo", QUESTION))).isEmpty();
        assertThat(await(client.ask("/internal/echo", QUESTION))).isEmpty();
    }

    @Test
    void hardlyWaitsForAServiceThatIsKnownToBeSilent() {
        var upstream = upstream(replica(request -> {}));
        Objects.requireNonNull(upstream.choose()).doubt("no answer to a probe");

        assertUnavailable(client(upstream, Duration.ofHours(1)).ask("/internal/echo", QUESTION));
    }

    @Test
    void leavesAServiceAloneThatGoesOnFailing() {
        var client = client(replica(answering(500)));
        for (var i = 0; i < 5; i++) {
            assertUnavailable(client.ask("/internal/echo", QUESTION));
        }

        assertUnavailable(client.ask("/internal/echo", QUESTION));

        assertThat(asked).hasValue(10);
    }

    private Handler<HttpServerRequest> answering(int status) {
        return request -> {
            asked.incrementAndGet();
            request.response().setStatusCode(status).end("{}");
        };
    }

    private HttpServer replica(Handler<HttpServerRequest> handler) {
        return await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
    }

    private ServiceClient client(HttpServer... replicas) {
        return client(upstream(replicas), Duration.ofMillis(500));
    }

    private static Upstream upstream(HttpServer... replicas) {
        return FixedUpstream.of(Arrays.stream(replicas)
                .map(server -> URI.create("http://127.0.0.1:" + server.actualPort()))
                .toList());
    }

    private ServiceClient client(Upstream upstream, Duration deadline) {
        return new ServiceClient(vertx, upstream, () -> "Bearer " + SECRET, deadline, () -> "request-1");
    }

    private static void assertUnavailable(Future<JsonObject> answer) {
        assertThatThrownBy(() -> await(answer)).cause().isInstanceOfSatisfying(OciException.class, refusal -> {
            assertThat(refusal.error()).isEqualTo(OciError.UNAVAILABLE);
            assertThat(refusal.headers()).containsKey("Retry-After");
        });
    }

    private static <T> T await(Future<T> future) throws CompletionException {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
