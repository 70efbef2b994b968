package io.entrepot.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Tokens and the management API: those that open it, those it shows, and the scope a robot is made with. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class ManagementTokenIT {
    @Inject
    Site site;

    @Test
    void takesATokenThatWasAskedForIt() {
        var asked = "/token?scope=registry:management:*";
        var admin = bearer(site.admin(), asked);
        var user = bearer(Wire.as(site.user(), Site.PASSWORD), asked);
        var forPulls = bearer(site.admin(), "/token?scope=repository:team/app:*");

        assertThat(admin.get("/api/v1/users").statusCode()).isEqualTo(200);
        assertThat(user.get("/api/v1/users").statusCode()).isEqualTo(401);
        assertThat(forPulls.get("/api/v1/users").statusCode()).isEqualTo(401);
        assertThat(new Wire(admin.authorization() + "x").get("/api/v1/users").statusCode())
                .isEqualTo(401);
        assertThat(new Wire("Bearer x").get("/api/v1/users").statusCode()).isEqualTo(401);
    }

    @Test
    void writesDownARefusedTokenButNotEachOne() {
        for (var i = 0; i < 8; i++) {
            assertThat(new Wire("Bearer x" + i).get("/api/v1/users").statusCode())
                    .isEqualTo(401);
        }

        await().untilAsserted(() -> assertThat(Wire.json(site.admin().get("/api/v1/audit?actor=anonymous"))
                        .getJsonArray("items"))
                .singleElement()
                .satisfies(line ->
                        assertThat((JsonObject) line).contains(entry("outcome", "refused"), entry("target", "token"))));
    }

    private static Wire bearer(Wire owner, String path) {
        return new Wire("Bearer " + Wire.json(owner.get(path)).getString("token"));
    }

    @Test
    void showsEverybodyTheirOwnTokens() {
        var user = site.user();
        var owner = Wire.as(user, Site.PASSWORD);
        owner.get("/token?offline_token=true");
        var other = Wire.as(site.user(), Site.PASSWORD);

        var own = Wire.json(owner.get("/api/v1/tokens?subject=user:admin")).getJsonArray("items");

        assertThat(own).hasSize(1);
        assertThat(own.getJsonObject(0).getString("subject")).isEqualTo("user:" + user);
        assertThat(Wire.json(other.get("/api/v1/tokens")).getJsonArray("items")).isEmpty();
        var path = "/api/v1/tokens/" + own.getJsonObject(0).getString("id");
        assertThat(other.delete(path).statusCode()).isEqualTo(404);
        assertThat(owner.delete(path).statusCode()).isEqualTo(204);
        assertThat(Wire.ANONYMOUS.get("/api/v1/tokens").statusCode()).isEqualTo(401);
    }

    @Test
    void makesNoTokenForWhoShowsWhatWasGivenOutHere() {
        var refused = site.admin().post("/api/v1/tokens", new JsonObject());
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void makesARobotWithItsScope() {
        var name = site.name();
        var scope = new JsonArray()
                .add(new JsonObject().put("pattern", name + "/*").put("actions", new JsonArray().add("pull")));
        var body = new JsonObject().put("name", name).put("scope", scope);

        var made = site.admin().post("/api/v1/robots", body);

        var robot = Wire.as("robot+" + name, Wire.json(made).getString("secret"));
        var token = Wire.json(robot.get("/token?scope=repository:" + name + "/app:pull,push"));
        assertThat(token.getString("scope")).isEqualTo("repository:" + name + "/app:pull");
        await().untilAsserted(() -> assertThat(
                        Wire.json(site.admin().get("/api/v1/robots/" + name)).getString("lastUsedAt"))
                .isNotNull());
    }

    @Test
    void makesNoRobotWithoutAllOfItsScope() {
        var name = site.name();
        var scope = new JsonArray()
                .add(new JsonObject().put("pattern", "UPPER").put("actions", new JsonArray().add("pull")));

        var refused = site.admin()
                .post("/api/v1/robots", new JsonObject().put("name", name).put("scope", scope));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(site.admin().get("/api/v1/robots/" + name).statusCode()).isEqualTo(404);
    }
}
