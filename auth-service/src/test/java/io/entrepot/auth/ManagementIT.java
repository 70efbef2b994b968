package io.entrepot.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The management API of who may do what. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class ManagementIT {
    private static final String PROBLEM = "application/problem+json";

    @Inject
    Site site;

    @ParameterizedTest
    @ValueSource(strings = {"users", "groups", "robots", "issuers", "policies", "keys", "audit"})
    void isForAdministratorsOnly(String what) {
        var user = Wire.as(site.user(), Site.PASSWORD);
        var path = "/api/v1/" + what;

        assertThat(Wire.ANONYMOUS.get(path).statusCode()).isEqualTo(401);
        assertThat(Wire.header(Wire.ANONYMOUS.get(path), "WWW-Authenticate")).startsWith("Basic ");
        assertThat(Wire.ANONYMOUS.send("OPTIONS", path, null).statusCode()).isEqualTo(405);
        assertThat(user.get(path).statusCode()).isEqualTo(403);
        assertThat(Wire.header(user.get(path), "Content-Type")).startsWith(PROBLEM);
        assertThat(site.admin().get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1//users", "//api/v1/users", "/api/v1/users/", "/api/v1/users;a=b", "/api/v1/%75sers"})
    void isSoByWhateverPath(String path) {
        assertThat(Wire.ANONYMOUS.get(path).statusCode()).isIn(401, 404);
    }

    @Test
    void keepsUsers() {
        var name = site.user();
        var path = "/api/v1/users/" + name;

        var found = site.admin().get(path);
        assertThat(Wire.json(found).getString("name")).isEqualTo(name);
        assertThat(found.body()).doesNotContain("argon2");
        assertThat(Wire.header(found, "Cache-Control")).isEqualTo("no-store");
        assertThat(site.admin()
                        .put(path, new JsonObject().put("disabled", true))
                        .statusCode())
                .isEqualTo(428);

        var changed =
                site.admin().put(path, new JsonObject().put("disabled", true), "If-Match", Wire.header(found, "ETag"));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(Wire.json(changed).getBoolean("disabled")).isTrue();
        assertThat(Wire.header(changed, "ETag")).isNotEqualTo(Wire.header(found, "ETag"));

        assertThat(site.admin()
                        .delete(path, "If-Match", Wire.header(found, "ETag"))
                        .statusCode())
                .isEqualTo(412);
        assertThat(site.admin()
                        .delete(path, "If-Match", Wire.header(changed, "ETag"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(site.admin().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void makesNothingTwice() {
        var name = site.user();
        var again = site.admin()
                .post("/api/v1/users", new JsonObject().put("name", name).put("password", Site.PASSWORD));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(Wire.header(again, "Content-Type")).startsWith(PROBLEM);
    }

    @Test
    void letsOneOfTwoChangesAtATimeWin() {
        var path = "/api/v1/users/" + site.user();
        var etag = Wire.header(site.admin().get(path), "ETag");
        var admin = site.admin();

        var statuses = IntStream.range(0, 8)
                .parallel()
                .map(i -> admin.put(path, new JsonObject().put("disabled", i % 2 == 0), "If-Match", etag)
                        .statusCode())
                .boxed()
                .toList();

        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @Test
    void leadsFromPageToPage() {
        var names = List.of(site.user(), site.user(), site.user());
        var seen = new ArrayList<String>();
        var next = "";
        while (next != null) {
            var page = Wire.json(site.admin().get("/api/v1/users?limit=2&cursor=" + next));
            page.getJsonArray("items").forEach(user -> seen.add(((JsonObject) user).getString("name")));
            next = page.getString("next");
        }
        assertThat(seen).containsAll(names).contains("admin").isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whoGetsADeletedNameGetsNoRightsWithIt() {
        var name = site.user();
        site.allow("user:" + name, "left/behind", "pull");
        site.admin().delete("/api/v1/users/" + name, "If-Match", "*");
        site.admin().post("/api/v1/users", new JsonObject().put("name", name).put("password", Site.PASSWORD));

        var policies = Wire.json(site.admin().get("/api/v1/policies?subject=user:" + name));

        assertThat(policies.getJsonArray("items")).isEmpty();
    }

    @Test
    void keepsGroups() {
        var group = site.name();
        var user = site.user();
        var path = "/api/v1/groups/" + group;
        assertThat(site.admin()
                        .post(
                                "/api/v1/groups",
                                new JsonObject().put("name", group).put("description", "a team"))
                        .statusCode())
                .isEqualTo(201);

        assertThat(site.admin().put(path + "/members/" + user, new JsonObject()).statusCode())
                .isEqualTo(204);
        assertThat(site.admin().put(path + "/members/" + user, new JsonObject()).statusCode())
                .isEqualTo(204);
        assertThat(site.admin().put(path + "/members/nobody", new JsonObject()).statusCode())
                .isEqualTo(404);
        assertThat(Wire.json(site.admin().get(path + "/members")).getJsonArray("items"))
                .isEqualTo(new JsonArray().add(user));
        assertThat(site.admin().delete(path + "/members/" + user).statusCode()).isEqualTo(204);
        assertThat(site.admin().delete(path + "/members/" + user).statusCode()).isEqualTo(404);
        assertThat(site.admin()
                        .put(path, new JsonObject().put("description", "another"), "If-Match", "\"0\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(site.admin().delete(path, "If-Match", "\"1\"").statusCode()).isEqualTo(204);
    }

    @Test
    void changesPolicies() {
        var subject = "robot:" + site.name();
        site.allow(subject, "a/**", "pull");
        var policy = Wire.json(site.admin().get("/api/v1/policies?subject=" + subject))
                .getJsonArray("items")
                .getJsonObject(0);
        var path = "/api/v1/policies/" + policy.getLong("id");

        var changed = site.admin()
                .put(
                        path,
                        new JsonObject().put("actions", new JsonArray(List.of("push", "pull"))),
                        "If-Match",
                        Wire.header(site.admin().get(path), "ETag"));

        assertThat(Wire.json(changed).getJsonArray("actions")).isEqualTo(new JsonArray(List.of("pull", "push")));
        assertThat(site.admin().delete(path, "If-Match", "*").statusCode()).isEqualTo(204);
    }

    @Test
    void robotsLogInByEitherSecretWhileTheyRotate() {
        var name = site.name();
        var made = Wire.json(site.admin().post("/api/v1/robots", new JsonObject().put("name", name)));
        var login = made.getJsonObject("robot").getString("login");
        var first = made.getString("secret");
        assertThat(login).isEqualTo("robot+" + name);
        assertThat(token(login, first)).isEqualTo(200);
        assertThat(site.admin().get("/api/v1/robots/" + name).body()).doesNotContain(first);

        var second = rotate(name, "PT1H");

        assertThat(token(login, first)).isEqualTo(200);
        assertThat(token(login, second)).isEqualTo(200);

        var third = rotate(name, "PT0S");

        assertThat(token(login, first)).isEqualTo(401);
        assertThat(token(login, second)).isEqualTo(401);
        assertThat(token(login, third)).isEqualTo(200);
        await().untilAsserted(() -> assertThat(
                        Wire.json(site.admin().get("/api/v1/robots/" + name)).getString("lastUsedAt"))
                .isNotNull());
    }

    @Test
    void robotsExpire() {
        var name = site.name();
        var expiry = Instant.now().plusSeconds(2).toString();
        var made = site.admin()
                .post("/api/v1/robots", new JsonObject().put("name", name).put("expiresAt", expiry));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);

        await().untilAsserted(
                        () -> assertThat(token("robot+" + name, Wire.json(made).getString("secret")))
                                .isEqualTo(401));
    }

    @Test
    void whatAChangeDoesNotMentionStays() {
        var robot = new JsonObject().put("name", site.name()).put("expiresAt", "2100-01-01T00:00:00Z");
        var path = Wire.header(site.admin().post("/api/v1/robots", robot), "Location");
        assertThat(path).endsWith("/api/v1/robots/" + robot.getString("name"));
        var below = path.substring(path.indexOf("/api/"));

        site.admin().put(below, new JsonObject().put("disabled", true), "If-Match", "*");
        var changed = site.admin().put(below, new JsonObject().put("description", "of CI"), "If-Match", "*");

        assertThat(Wire.json(changed).getBoolean("disabled")).isTrue();
        assertThat(Wire.json(changed).getString("expiresAt")).isEqualTo("2100-01-01T00:00:00Z");
    }

    private String rotate(String robot, String overlap) {
        var rotated = site.admin()
                .post("/api/v1/robots/" + robot + "/secret", new JsonObject().put("overlap", overlap), "If-Match", "*");
        assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(200);
        return Wire.json(rotated).getString("secret");
    }

    private static int token(String name, String secret) {
        return Wire.as(name, secret).get("/token").statusCode();
    }

    @Test
    void rotatesKeysAheadOfTheirUse() {
        var made = site.admin().post("/api/v1/keys", new JsonObject());
        assertThat(made.statusCode()).isEqualTo(201);
        var kid = Wire.json(made).getString("kid");
        assertThat(Instant.parse(Wire.json(made).getString("signsFrom"))).isAfter(Instant.now());
        assertThat(Wire.ANONYMOUS.get("/.well-known/jwks.json").body()).contains(kid);

        assertThat(Wire.json(site.admin().get("/api/v1/keys?limit=1")).getString("next"))
                .isNotNull();
        var path = "/api/v1/keys/" + kid;
        assertThat(site.admin().delete(path).statusCode()).isEqualTo(428);
        assertThat(site.admin().delete(path, "If-Match", "\"7\"").statusCode()).isEqualTo(412);
        assertThat(site.admin()
                        .delete(path, "If-Match", Wire.header(site.admin().get(path), "ETag"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(Wire.ANONYMOUS.get("/.well-known/jwks.json").body()).doesNotContain(kid);
        assertThat(site.admin().delete(path, "If-Match", "*").statusCode()).isEqualTo(404);
        assertThat(
                        Wire.json(site.admin().get("/api/v1/audit?actor=user:admin&limit=1000"))
                                .getJsonArray("items")
                                .stream()
                                .map(JsonObject.class::cast)
                                .filter(line -> line.getString("target").equals(kid)))
                .hasSize(1);
    }

    @Test
    void remembersWhoDidWhat() {
        var user = site.user();
        Wire.as(user, "not the password").get("/token");
        Wire.as(user, Site.PASSWORD).get("/token");
        Wire.as(user, Site.PASSWORD).get("/token");

        // A login doesn't wait for its line.
        await().untilAsserted(() ->
                assertThat(audit(user).map(line -> line.getString("outcome"))).containsExactly("done", "refused"));
        assertThat(audit(user))
                .allMatch(line -> line.getString("action").equals("login")
                        && line.getString("address").startsWith("127."));
        assertThat(audit("admin"))
                .anyMatch(line -> line.getString("action").equals("user.create")
                        && line.getString("target").equals(user)
                        && line.getString("outcome").equals("done"));
    }

    private Stream<JsonObject> audit(String user) {
        return Wire.json(site.admin().get("/api/v1/audit?limit=1000&actor=user:" + user)).getJsonArray("items").stream()
                .map(JsonObject.class::cast);
    }
}
