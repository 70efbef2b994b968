package io.entrepot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the management API says of requests that will not do. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class MalformedManagementIT {
    @Inject
    Site site;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users|{\"password\":\"long enough\"}|name",
                "users|{\"name\":\"Upper\",\"password\":\"long enough\"}|name",
                "users|{\"name\":\"robot+x\",\"password\":\"long enough\"}|name",
                "users|{\"name\":\"short\",\"password\":\"short\"}|password",
                "users|{\"name\":[],\"password\":\"long enough\"}|name",
                "robots|{\"name\":\"x\",\"expiresAt\":\"soon\"}|expiresAt",
                "robots|{\"name\":\"x\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}|expiresAt",
                "robots|{\"name\":\"x\",\"expiresAt\":\"+999999999-12-31T23:59:59Z\"}|expiresAt",
                "robots|{\"name\":\"x\",\"scope\":[null]}|scope",
                "robots|{\"name\":\"x\",\"scope\":[{\"pattern\":\"A\"}]}|scope.pattern",
                "robots|{\"name\":\"x\",\"scope\":[{\"pattern\":\"a\"}]}|scope.actions",
                "robots|{\"name\":\"x\",\"description\":\"\\u0000\"}|description",
                "robots/x/secret|{\"overlap\":24}|overlap",
                "robots/x/secret|{\"overlap\":\"P31D\"}|overlap",
                "policies|{\"subject\":\"user:Bob X\",\"pattern\":\"**\",\"actions\":[\"pull\"]}|subject",
                "policies|{\"subject\":\"group:/dev\",\"pattern\":\"**\",\"actions\":[\"pull\"]}|subject",
                "policies|{\"subject\":\"workload:ci\",\"pattern\":\"**\",\"actions\":[\"pull\"]}|subject",
                "policies|{\"subject\":\"anonymous\",\"pattern\":\"**\",\"actions\":[\"admin\"]}|actions",
                "policies|{\"subject\":\"x\",\"pattern\":\"**\",\"actions\":[\"pull\"]}|subject",
                "policies|{\"subject\":\"user:x\",\"pattern\":\"A\",\"actions\":[\"pull\"]}|pattern",
                "policies|{\"subject\":\"user:x\",\"pattern\":\"**\",\"actions\":[]}|actions",
                "policies|{\"subject\":\"user:x\",\"pattern\":\"**\",\"actions\":[\"fly\"]}|actions"
            })
    void namesTheFieldThatWillNotDo(String what, String body, String field) {
        var refused = site.admin().post("/api/v1/" + what, new JsonObject(body));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Wire.json(refused).getString("field")).as(refused.body()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"POST,users", "POST,groups", "POST,robots", "POST,policies", "PUT,users/admin", "PUT,groups/x"})
    void wantsABody(String method, String path) {
        var refused = site.admin().send(method, "/api/v1/" + path, "", "Content-Type", "application/json");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "users/%00, name",
        "groups/%00, name",
        "groups/x/members?cursor=%00, cursor",
        "robots/%00, name",
        "issuers/%00, name",
        "keys/%00, kid",
        "users?cursor=%00, cursor",
        "users?cursor=Upper, cursor",
        "policies?cursor=x, cursor",
        "policies?subject=%00, subject",
        "policies?subject=x, subject",
        "tokens?cursor=x, cursor",
        "tokens?subject=%00, subject",
        "tokens?subject=group:dev, subject",
        "audit?cursor=-1, cursor",
        "audit?actor=x, actor",
        "audit?actor=user:a%00, actor",
        "audit?user=admin, user",
        "users?name=admin, name",
        "users/admin?verbose=true, verbose",
        "users?limit=0, limit",
        "users?limit=5000, limit",
        "users?limit=x, limit",
    })
    void namesTheParameterThatWillNotDo(String path, String field) {
        var refused = site.admin().get("/api/v1/" + path);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Wire.header(refused, "Content-Type")).startsWith("application/problem+json");
        assertThat(Wire.json(refused).getString("field")).as(refused.body()).isEqualTo(field);
        assertThat(Wire.ANONYMOUS.get("/api/v1/" + path).statusCode()).isEqualTo(401);
    }

    @Test
    void leavesTheAnonymousWithoutAdmin() {
        var pattern = site.name();
        site.allow("anonymous", pattern, "pull");
        var policies = Wire.json(site.admin().get("/api/v1/policies?subject=anonymous&limit=1000"))
                .getJsonArray("items");
        var id = policies.stream()
                .map(JsonObject.class::cast)
                .filter(policy -> policy.getString("pattern").equals(pattern))
                .findFirst()
                .orElseThrow()
                .getLong("id");
        var admin = new JsonObject().put("actions", new JsonArray().add("pull").add("admin"));

        var refused = site.admin().put("/api/v1/policies/" + id, admin, "If-Match", "*");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Wire.json(refused).getString("field")).isEqualTo("actions");
    }

    @Test
    void findsNothingThatHasNoNumber() {
        assertThat(site.admin().get("/api/v1/policies/x").statusCode()).isEqualTo(404);
    }

    @Test
    void answersInJsonOrNotAtAll() {
        assertThat(site.admin()
                        .send("GET", "/api/v1/users", null, "Accept", "text/plain")
                        .statusCode())
                .isEqualTo(406);
        assertThat(Wire.json(site.admin().get("/api/v1/users?limit=abc")).getString("field"))
                .isEqualTo("limit");
    }
}
