package io.entrepot.kit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.identity.Login;
import io.entrepot.kit.upstream.FixedUpstream;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.Permission;
import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpAuthorityTest {
    private static final JsonArray TEAM = new JsonArray().add("team/**:pull,push");

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, JsonObject> questions = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private HttpAuthority answering(JsonObject answer) {
        var server = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    questions.put(request.path(), body.toJsonObject());
                    request.response().end(answer.toBuffer());
                }))
                .listen(0, "127.0.0.1"));
        var urls = List.of(URI.create("http://127.0.0.1:" + server.actualPort()));
        return new HttpAuthority(
                new ServiceClient(vertx, FixedUpstream.of(urls), () -> "Bearer t", Duration.ofSeconds(30), () -> null));
    }

    @Test
    void tellsWhoLoggedIn() {
        var authority = answering(new JsonObject().put("subject", "user:alice").put("permissions", TEAM));

        var login = await(authority.login("alice", "secret", "192.0.2.1"));

        assertThat(login)
                .isEqualTo(new Login(
                        Subject.user("alice"), new Permissions(List.of(Permission.parse("team/**:pull,push")))));
        assertThat(questions.get("/internal/auth/login"))
                .isEqualTo(new JsonObject()
                        .put("name", "alice")
                        .put("secret", "secret")
                        .put("address", "192.0.2.1"));
    }

    @Test
    void tellsWhenALoginEnds() {
        var answer = new JsonObject()
                .put("subject", "robot:ci")
                .put("permissions", TEAM)
                .put("until", 1_000_000_000L);

        var login = await(answering(answer).login("robot+ci", "secret", "192.0.2.1"));

        assertThat(login).extracting(Login::until).isEqualTo(Instant.parse("2001-09-09T01:46:40Z"));
    }

    @Test
    void tellsThatNobodyDid() {
        assertThat(await(answering(new JsonObject()).login("alice", "secret", "192.0.2.1")))
                .isNull();
    }

    @Test
    void tellsWhoHasToWait() {
        var authority = answering(new JsonObject().put("retryAfter", "7"));

        assertThatThrownBy(() -> await(authority.login("alice", "secret", "192.0.2.1")))
                .cause()
                .isInstanceOfSatisfying(OciException.class, refused -> {
                    assertThat(refused.error()).isEqualTo(OciError.TOOMANYREQUESTS);
                    assertThat(refused.headers()).containsEntry("Retry-After", "7");
                });
    }

    @Test
    void tellsWhatSomebodyMay() {
        var authority = answering(new JsonObject().put("permissions", TEAM));

        assertThat(await(authority.permissions(Subject.ANONYMOUS, Instant.ofEpochSecond(7)))
                        .granted())
                .containsExactly(Permission.parse("team/**:pull,push"));
        assertThat(questions.get("/internal/auth/permissions"))
                .isEqualTo(new JsonObject().put("subject", "anonymous").put("then", 7));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
