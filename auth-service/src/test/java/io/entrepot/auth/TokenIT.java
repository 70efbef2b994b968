package io.entrepot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /token} gives to whom. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class TokenIT {
    private static final int TOGETHER = 20;

    @AutoClose
    private final ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);

    @Inject
    Site site;

    private static JsonObject claims(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return part(answer, 1);
    }

    private static JsonObject part(HttpResponse<String> answer, int index) {
        var part = Wire.json(answer).getString("token").split("\\.", -1)[index];
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static JsonArray access(String... scopes) {
        var access = new JsonArray();
        for (var scope : scopes) {
            var parts = scope.split(":", -1);
            access.add(new JsonObject()
                    .put("type", parts[0])
                    .put("name", parts[1])
                    .put("actions", new JsonArray(List.of(parts[2].split(",", -1)))));
        }
        return access;
    }

    @Test
    void holdsWhatItsOwnerMayOfWhatWasAsked() {
        var user = site.user();
        site.allow("user:" + user, user + "/**", "pull", "push");

        var answer = Wire.as(user, Site.PASSWORD)
                .get("/token?service=entrepot&scope=repository:" + user + "/app:pull,push,delete"
                        + "&scope=repository:elsewhere:pull%20registry:catalog:*");

        var claims = claims(answer);
        assertThat(claims.getJsonArray("access"))
                .isEqualTo(access("repository:" + user + "/app:pull,push", "registry:catalog:*"));
        assertThat(claims.getString("sub")).isEqualTo("user:" + user);
        assertThat(claims.getString("iss")).isEqualTo("entrepot");
        assertThat(claims.getString("aud")).isEqualTo("entrepot");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(300);
        assertThat(Wire.json(answer).getInteger("expires_in")).isEqualTo(300);
        assertThat(Wire.json(answer).getString("access_token"))
                .isEqualTo(Wire.json(answer).getString("token"));
        assertThat(Wire.header(answer, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void isSignedByAPublishedKey() {
        var kid = part(Wire.ANONYMOUS.get("/token"), 0).getString("kid");

        var keys = Wire.json(Wire.ANONYMOUS.get("/.well-known/jwks.json")).getJsonArray("keys");

        assertThat(keys.stream().map(key -> ((JsonObject) key).getString("kid")))
                .contains(kid);
        assertThat(keys.stream()).noneMatch(key -> ((JsonObject) key).containsKey("d"));
    }

    @Test
    void givesAnybodyWhatAnybodyMay() {
        var repository = site.name() + "/app";
        site.allow("anonymous", repository, "pull");

        var claims = claims(Wire.ANONYMOUS.get("/token?scope=repository:" + repository + ":pull,push"));

        assertThat(claims.getString("sub")).isEqualTo("anonymous");
        assertThat(claims.getJsonArray("access")).isEqualTo(access("repository:" + repository + ":pull"));
    }

    @Test
    void givesTheMembersOfAGroupWhatItMay() {
        var user = site.user();
        var group = site.name();
        site.admin().post("/api/v1/groups", new JsonObject().put("name", group));
        site.allow("group:" + group, group + "/*", "push");
        var asked = "/token?scope=repository:" + group + "/app:push";
        assertThat(claims(Wire.as(user, Site.PASSWORD).get(asked)).getJsonArray("access"))
                .isEmpty();

        site.admin().put("/api/v1/groups/" + group + "/members/" + user, new JsonObject());

        assertThat(claims(Wire.as(user, Site.PASSWORD).get(asked)).getJsonArray("access"))
                .isEqualTo(access("repository:" + group + "/app:push"));
    }

    @Test
    void tellsNobodyWhoseNameExists() {
        var user = site.user();

        var wrong = Wire.as(user, "not the password").get("/token");
        var unknown = Wire.as(site.name(), "not the password").get("/token");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(Wire.header(wrong, "WWW-Authenticate")).startsWith("Basic ");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic", "Basic ", "Basic !", "Basic YQ==", "Basic AAAA", "Bearer x", "Digest username=a", "x"})
    void challengesWhoShowsWhatIsNotUnderstood(String header) {
        for (var path : List.of("/token", "/api/v1/users")) {
            var answer = new Wire(header).get(path);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(Wire.header(answer, "WWW-Authenticate")).startsWith("Basic realm=");
        }
    }

    @Test
    void slowsDownWhoGuesses() {
        var user = site.user();
        for (var i = 0; i < 5; i++) {
            assertThat(Wire.as(user, "guess " + i).get("/token").statusCode()).isEqualTo(401);
        }

        var refused = Wire.as(user, "another guess").get("/token");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Wire.header(refused, "Retry-After")).isNotEmpty();
    }

    @Test
    void takesManyLoginsAtOnceForOneAttempt() {
        var owner = Wire.as(site.user(), Site.PASSWORD);

        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> owner.get("/token"), threads))
                .limit(TOGETHER)
                .toList();

        assertThat(answers).allSatisfy(answer -> claims(answer.join()));
    }

    @Test
    void letsARobotInWhateverElseWasTriedInItsName() {
        var made = Wire.json(site.admin().post("/api/v1/robots", new JsonObject().put("name", site.name())));
        var login = made.getJsonObject("robot").getString("login");
        for (var i = 0; i < 8; i++) {
            Wire.as(login, "guess " + i).get("/token");
        }

        claims(Wire.as(login, made.getString("secret")).get("/token"));
    }

    @Test
    void letsTheOwnerInWhoWasInBefore() {
        var user = site.user();
        var owner = Wire.as(user, Site.PASSWORD);
        claims(owner.get("/token"));
        for (var i = 0; i < 8; i++) {
            Wire.as(user, "guess " + i).get("/token");
        }

        assertThat(owner.get("/token").statusCode()).isEqualTo(200);
    }

    @Test
    void isRenewedUntilRevoked() {
        var user = site.user();
        var first = Wire.ANONYMOUS.form(
                "/token",
                "grant_type=password&service=entrepot&client_id=docker&access_type=offline&username=" + user
                        + "&password=" + Site.PASSWORD.replace(' ', '+'));
        assertThat(claims(first).getString("sub")).isEqualTo("user:" + user);
        var renewal = "grant_type=refresh_token&service=entrepot&refresh_token="
                + Wire.json(first).getString("refresh_token");
        assertThat(claims(Wire.ANONYMOUS.form("/token", renewal)).getString("sub"))
                .isEqualTo("user:" + user);
        var listed = Wire.json(site.admin().get("/api/v1/tokens?subject=user:" + user))
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(listed.getString("client")).isEqualTo("docker");

        assertThat(site.admin()
                        .delete("/api/v1/tokens/" + listed.getString("id"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(Wire.ANONYMOUS.form("/token", renewal).statusCode()).isEqualTo(401);
    }

    @Test
    void isGoodForNoLongerThanItsRobot() {
        var name = site.name();
        var expiry = Instant.now().plusSeconds(60);
        var made = Wire.json(site.admin()
                .post("/api/v1/robots", new JsonObject().put("name", name).put("expiresAt", expiry.toString())));

        var answer = Wire.as("robot+" + name, made.getString("secret")).get("/token?offline_token=true");

        assertThat(claims(answer).getLong("exp")).isEqualTo(expiry.getEpochSecond());
        assertThat(Wire.json(answer).getInteger("expires_in"))
                .isEqualTo((int) (expiry.getEpochSecond() - claims(answer).getLong("iat")));
        assertThat(Wire.json(answer).containsKey("refresh_token")).isFalse();
    }

    @Test
    void isGoodForNoLongerThanTheSecretThatItCameBy() {
        var name = site.name();
        var made = Wire.json(site.admin().post("/api/v1/robots", new JsonObject().put("name", name)));
        var rotation = new JsonObject().put("overlap", "PT1M");
        site.admin().post("/api/v1/robots/" + name + "/secret", rotation, "If-Match", "*");

        var answer = Wire.as("robot+" + name, made.getString("secret")).get("/token");

        assertThat(Wire.json(answer).getInteger("expires_in")).isBetween(1, 60);
    }

    @Test
    void endsWithTheAccount() {
        var user = site.user();
        var me = Wire.as(user, Site.PASSWORD);
        var refresh = Wire.json(me.get("/token?offline_token=true")).getString("refresh_token");

        var disabled =
                site.admin().put("/api/v1/users/" + user, new JsonObject().put("disabled", true), "If-Match", "*");

        assertThat(disabled.statusCode()).isEqualTo(200);
        assertThat(me.get("/token").statusCode()).isEqualTo(401);
        assertThat(Wire.ANONYMOUS
                        .form("/token", "grant_type=refresh_token&refresh_token=" + refresh)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void followsTheChangeOfAPassword() {
        var user = site.user();
        claims(Wire.as(user, Site.PASSWORD).get("/token"));

        site.admin()
                .put("/api/v1/users/" + user, new JsonObject().put("password", "another password"), "If-Match", "*");

        assertThat(Wire.as(user, Site.PASSWORD).get("/token").statusCode()).isEqualTo(401);
        assertThat(Wire.as(user, "another password").get("/token").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesOtherServicesAndMethods() {
        assertThat(Wire.ANONYMOUS.get("/token?service=another").statusCode()).isEqualTo(400);
        assertThat(Wire.ANONYMOUS.delete("/token").statusCode()).isEqualTo(405);
        assertThat(Wire.ANONYMOUS.form("/token", "grant_type=none").statusCode())
                .isEqualTo(400);
        assertThat(Wire.ANONYMOUS.form("/token", "x".repeat(70_000)).statusCode())
                .isEqualTo(413);
        assertThat(Wire.ANONYMOUS.chunkedForm("/token", "x".repeat(70_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void takesAFormOfUnknownLength() {
        var form = "grant_type=password&username=" + site.user() + "&password=" + Site.PASSWORD.replace(' ', '+');

        assertThat(Wire.ANONYMOUS.chunkedForm("/token", form).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsAboutItsKeysWithoutThem() {
        var keys = Wire.ANONYMOUS.get("/.well-known/jwks.json");

        var head = Wire.ANONYMOUS.send("HEAD", "/.well-known/jwks.json", null);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(Wire.header(head, "Content-Length"))
                .isEqualTo(Integer.toString(keys.body().length()));
        assertThat(Wire.header(head, "Cache-Control")).isEqualTo(Wire.header(keys, "Cache-Control"));
    }
}
