package io.entrepot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Somebody is always left who may look after the registry, whatever is taken away. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class LastAdministratorIT {
    private static final String ADMIN = "user:admin";
    private static final JsonObject PULL = new JsonObject().put("actions", new JsonArray(List.of("pull")));

    @Inject
    Site site;

    private HttpResponse<String> delete(Wire by, String path) {
        return by.delete("/api/v1/" + path, "If-Match", "*");
    }

    /** The path of the one policy about a subject. */
    private String policy(String subject) {
        var policies = Wire.json(site.admin().get("/api/v1/policies?subject=" + subject))
                .getJsonArray("items");
        assertThat(policies).as(subject).hasSize(1);
        return "policies/" + policies.getJsonObject(0).getLong("id");
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(Wire.json(answer).getString("detail")).contains("no user would be left");
    }

    @Test
    void keepsThePolicyByWhichThereIsOne() {
        var path = policy(ADMIN);

        assertRefused(delete(site.admin(), path));
        assertRefused(site.admin().put("/api/v1/" + path, PULL, "If-Match", "*"));
        assertRefused(delete(site.admin(), "users/admin"));
        assertRefused(site.admin().put("/api/v1/users/admin", new JsonObject().put("disabled", true), "If-Match", "*"));
        assertThat(site.admin().get("/api/v1/" + path).body()).contains("admin");
    }

    @Test
    void findsOneInAGroup() {
        var group = site.name();
        var member = site.user();
        site.admin().post("/api/v1/groups", new JsonObject().put("name", group));
        site.admin().put("/api/v1/groups/" + group + "/members/" + member, new JsonObject());
        site.allow("group:" + group, "**", "admin");
        var other = Wire.as(member, Site.PASSWORD);
        assertThat(delete(other, policy(ADMIN)).statusCode()).isEqualTo(204);

        assertRefused(other.delete("/api/v1/groups/" + group + "/members/" + member));
        assertRefused(delete(other, "groups/" + group));
        assertRefused(delete(other, "users/" + member));
        assertRefused(other.put("/api/v1/users/" + member, new JsonObject().put("disabled", true), "If-Match", "*"));

        giveBack(other);
        assertThat(delete(site.admin(), "groups/" + group).statusCode()).isEqualTo(204);
    }

    @Test
    void takesNobodyForOneWhoIsDisabledOrARobot() {
        var disabled = site.user();
        site.allow("user:" + disabled, "**", "admin");
        site.admin().put("/api/v1/users/" + disabled, new JsonObject().put("disabled", true), "If-Match", "*");
        var robot = site.name();
        site.admin().post("/api/v1/robots", new JsonObject().put("name", robot));
        site.allow("robot:" + robot, "**", "admin");

        assertRefused(delete(site.admin(), policy(ADMIN)));

        assertThat(delete(site.admin(), "users/" + disabled).statusCode()).isEqualTo(204);
        assertThat(delete(site.admin(), "robots/" + robot).statusCode()).isEqualTo(204);
    }

    @Test
    void letsOneOfTwoWinWhoTakeAwayEachOthersRights() throws InterruptedException, ExecutionException {
        var other = site.user();
        site.allow("user:" + other, "**", "pull", "admin");
        var ofAdmin = policy(ADMIN);
        var ofOther = policy("user:" + other);
        var byOther = Wire.as(other, Site.PASSWORD);
        byOther.get("/api/v1/users"); // its password is hashed by then
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<HttpResponse<String>>> both =
                    List.of(() -> delete(byOther, ofAdmin), () -> delete(site.admin(), ofOther));

            var answers = threads.invokeAll(both);

            assertThat(statuses(answers)).containsOnlyOnce(204).doesNotContain(500);
            if (answers.getFirst().get().statusCode() == 204) {
                giveBack(byOther);
            }
        }
        delete(site.admin(), "users/" + other);
    }

    private static List<Integer> statuses(List<Future<HttpResponse<String>>> answers) {
        return answers.stream().map(answer -> answer.resultNow().statusCode()).toList();
    }

    private static void giveBack(Wire by) {
        var actions = new JsonArray(List.of("pull", "push", "delete", "admin"));
        var policy = new JsonObject().put("subject", ADMIN).put("pattern", "**").put("actions", actions);
        assertThat(by.post("/api/v1/policies", policy).statusCode()).isEqualTo(201);
    }
}
