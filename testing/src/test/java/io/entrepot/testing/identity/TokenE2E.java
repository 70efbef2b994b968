package io.entrepot.testing.identity;

import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.json;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code /token} gives to whom, in both of its forms, and what becomes of it. */
@ExtendWith({ClosedRegistries.class, StartedRegistries.class})
class TokenE2E {
    private static final TestImage IMAGE = TestImage.of(13, 1, 1_000, Packing.GZIP);

    private static HttpResponse<byte[]> post(ClosedRegistry registry, String... form) {
        var body = new StringBuilder("service=entrepot&client_id=test");
        for (var i = 0; i < form.length; i += 2) {
            body.append('&').append(form[i]).append('=').append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return registry.client()
                .send(
                        "POST",
                        "/token",
                        BodyPublishers.ofString(body.toString()),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }

    @Test
    void severalScopesAreGrantedAsFarAsTheyMay(ClosedRegistry registry) {
        registry.user("several");
        registry.let("user:several", "several/**", "pull", "push");
        var authorization = ClosedRegistry.basic("several", ClosedRegistry.PASSWORD);
        for (var query : List.of(
                "scope=repository:several/a:pull,push,delete&scope=repository:several/b:*&scope=repository:other:pull",
                "scope=repository:several/a:pull,push,delete%20repository:several/b:*%20repository:other:pull")) {
            var answer = registry.client().get("/token?service=entrepot&" + query, "Authorization", authorization);
            assertThat(json(answer).path("scope").asText())
                    .isEqualTo("repository:several/a:pull,push repository:several/b:pull,push");
            assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void aRefreshTokenIsGoodUntilItIsRevoked(ClosedRegistry registry) {
        registry.user("refresher");
        registry.let("user:refresher", "refresher/**", "pull");
        registry.administrator().push("refresher/app", "1", IMAGE);
        var scope = "repository:refresher/app:pull";
        var login = post(
                registry,
                "grant_type",
                "password",
                "username",
                "refresher",
                "password",
                ClosedRegistry.PASSWORD,
                "access_type",
                "offline",
                "scope",
                scope);
        assertThat(login.statusCode()).as(() -> text(login)).isEqualTo(200);
        var refresh = json(login).path("refresh_token").asText();

        var again = post(registry, "grant_type", "refresh_token", "refresh_token", refresh, "scope", scope);

        var holder = registry.client()
                .showing("Bearer " + json(again).path("access_token").asText());
        assertThat(holder.manifest("refresher/app", "1").statusCode()).isEqualTo(200);
        var listed = json(registry.administrator().get("/api/v1/tokens?subject=user:refresher"))
                .path("items")
                .path(0);
        assertThat(registry.administrator()
                        .delete("/api/v1/tokens/" + listed.path("id").asText())
                        .statusCode())
                .isEqualTo(204);
        assertThat(post(registry, "grant_type", "refresh_token", "refresh_token", refresh, "scope", scope)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void guessingIsSlowedForTheNameThatIsGuessedAt(ClosedRegistry registry) {
        registry.user("guessed");
        registry.user("other");
        var guesser = registry.client().showing(ClosedRegistry.basic("guessed", "wrong"));
        var slowed = guesser.get("/v2/");
        for (var tries = 0; tries < 20 && slowed.statusCode() == 401; tries++) {
            slowed = guesser.get("/token?service=entrepot");
        }
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(header(slowed, "Retry-After")).matches("[1-9][0-9]*");
        assertThat(guesser.get("/v2/").statusCode()).isEqualTo(429);
        assertThat(registry.client()
                        .showing(ClosedRegistry.basic("other", ClosedRegistry.PASSWORD))
                        .get("/v2/")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRobotLogsInByItsSecret(ClosedRegistry registry) {
        registry.let("robot:builder", "robots/**", "pull", "push");
        var made = registry.administrator()
                .send(
                        "POST",
                        "/api/v1/robots",
                        BodyPublishers.ofString("{\"name\":\"builder\"}"),
                        "Content-Type",
                        "application/json");
        var authorization = ClosedRegistry.basic(
                json(made).path("robot").path("login").asText(),
                json(made).path("secret").asText());
        var builder =
                registry.client().showing("Bearer " + registry.token(authorization, "repository:robots/app:pull,push"));
        assertThat(builder.push("robots/app", "1", IMAGE).statusCode()).isEqualTo(201);
        var byPassword = registry.client().showing(authorization);
        assertThat(byPassword.manifest("robots/app", "1").statusCode()).isEqualTo(200);
        assertThat(byPassword.delete("/v2/robots/app/manifests/1").statusCode()).isEqualTo(403);
    }

    @Test
    void aKeyThatIsTakenBackEndsItsTokensAndNoOthers(OwnRegistries registries) {
        var registry = new ClosedRegistry(registries.start(Map.of()));
        registry.user("holder");
        var before = registry.holder("holder");
        assertThat(before.get("/v2/").statusCode()).isEqualTo(200);
        var administrator = registry.administrator();
        for (var rotation = 0; rotation < 3; rotation++) {
            json(administrator.get("/api/v1/keys"))
                    .path("items")
                    .forEach(key -> assertThat(administrator
                                    .delete("/api/v1/keys/" + key.path("kid").asText(), "If-Match", "*")
                                    .statusCode())
                            .isEqualTo(204));
            assertThat(registry.holder("holder").get("/v2/").statusCode()).isEqualTo(200);
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(before.get("/v2/").statusCode()).isEqualTo(401));
    }
}
