package io.entrepot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What the service answers to other services, and to nobody else. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class InternalIT {
    private static final Wire SERVICE = new Wire("Bearer " + EmbeddedDatabase.SECRET);

    @Inject
    Site site;

    @Test
    void tellsWhoLogsInAndWhatTheyMay() {
        var user = site.user();
        site.allow("user:" + user, "team/**", "pull", "push");
        var question =
                new JsonObject().put("name", user).put("secret", Site.PASSWORD).put("address", "192.0.2.1");

        var answer = SERVICE.post("/internal/auth/login", question);

        assertThat(Wire.json(answer).getString("subject")).isEqualTo("user:" + user);
        assertThat(Wire.json(answer).getJsonArray("permissions")).contains("team/**:pull,push");
        assertThat(Wire.json(SERVICE.post("/internal/auth/login", question.put("secret", "x"))))
                .isEqualTo(new JsonObject());
    }

    @Test
    void tellsWhatSomebodyMay() {
        var question = new JsonObject().put("subject", "user:" + site.name());

        var answer = SERVICE.post("/internal/auth/permissions", question);

        assertThat(Wire.json(answer).getJsonArray("permissions")).isEqualTo(new JsonArray());
        assertThat(SERVICE.post("/internal/auth/permissions", new JsonObject().put("subject", "x"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tellsTheKeys() {
        assertThat(Wire.json(SERVICE.post("/internal/auth/keys", new JsonObject()))
                        .getJsonArray("keys"))
                .isNotEmpty();
    }

    @Test
    void letsNobodyInWithoutTheSecret() {
        assertThat(Wire.ANONYMOUS.post("/internal/auth/keys", new JsonObject()).statusCode())
                .isEqualTo(401);
    }
}
