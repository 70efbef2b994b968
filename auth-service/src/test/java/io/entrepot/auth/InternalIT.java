package io.entrepot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.kit.testing.ServiceKeyFiles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service answers to other services, and to nobody else. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class InternalIT {

    @Inject
    Site site;

    private static Wire as(String service) {
        return new Wire(ServiceKeyFiles.shown(service, "auth"));
    }

    @Test
    void tellsWhoLogsInAndWhatTheyMay() {
        var user = site.user();
        site.allow("user:" + user, "team/**", "pull", "push");
        var question =
                new JsonObject().put("name", user).put("secret", Site.PASSWORD).put("address", "192.0.2.1");

        var answer = as("manifest").post("/internal/auth/login", question);

        assertThat(Wire.json(answer).getString("subject")).isEqualTo("user:" + user);
        assertThat(Wire.json(answer).getJsonArray("permissions")).contains("team/**:pull,push");
        assertThat(Wire.json(as("manifest").post("/internal/auth/login", question.put("secret", "x"))))
                .isEqualTo(new JsonObject());
    }

    @Test
    void tellsWhatSomebodyMay() {
        var user = site.user();
        site.allow("user:" + user, "team/**", "pull");
        var now = Instant.now().getEpochSecond();

        assertThat(permissions("user:" + user, now)).containsExactly("team/**:pull");
        assertThat(permissions("user:" + user, now - 60))
                .as("of whoever had the name before")
                .isEmpty();
        assertThat(permissions("user:" + site.name(), now)).isEmpty();
        assertThat(as("manifest")
                        .post("/internal/auth/permissions", new JsonObject().put("subject", "x"))
                        .statusCode())
                .isEqualTo(400);
    }

    private static JsonArray permissions(String subject, long then) {
        var question = new JsonObject().put("subject", subject).put("then", then);
        return Wire.json(as("manifest").post("/internal/auth/permissions", question))
                .getJsonArray("permissions");
    }

    @Test
    void tellsTheKeys() {
        assertThat(Wire.json(as("manifest").post("/internal/auth/keys", new JsonObject()))
                        .getJsonArray("keys"))
                .isNotEmpty();
    }

    @Test
    void letsNobodyInWhoIsNoService() {
        assertThat(Wire.ANONYMOUS.post("/internal/auth/keys", new JsonObject()).statusCode())
                .isEqualTo(401);
        assertThat(new Wire(ServiceKeyFiles.shown("blob", "manifest"))
                        .post("/internal/auth/keys", new JsonObject())
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "keys, gateway blob manifest",
        "login, gateway blob manifest",
        "permissions, blob manifest",
    })
    void answersWhoHasToKnow(String what, String services) {
        for (var service : List.of("gateway", "blob", "manifest", "auth")) {
            var answer = as(service).post("/internal/auth/" + what, new JsonObject());
            assertThat(answer.statusCode() != 403).as(service).isEqualTo(services.contains(service));
        }
    }
}
