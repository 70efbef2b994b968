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
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs log in by the token of their own house. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class WorkloadIT {
    private static final Map<String, Object> OF_TEAM = Map.of("project_path", "team/app", "ref", "main");

    @Inject
    Site site;

    private final CiServer ci = new CiServer();
    private String issuer = "";
    private String repository = "";

    @BeforeEach
    void knowTheCiServer() {
        issuer = site.name();
        repository = issuer + "/app";
        var made = site.admin().post("/api/v1/issuers", described().put("name", issuer));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(Wire.json(made).getString("login")).isEqualTo("workload+" + issuer);
        site.allow("workload:" + issuer + "/team", repository, "pull", "push");
    }

    @AfterEach
    void stopTheCiServer() {
        ci.close();
    }

    private JsonObject described() {
        return new JsonObject()
                .put("url", ci.url())
                .put("audience", CiServer.AUDIENCE)
                .put(
                        "rules",
                        new JsonArray()
                                .add(rule("team", new JsonObject().put("project_path", "team/app")))
                                .add(rule("others", new JsonObject().put("project_path", "*"))));
    }

    private static JsonObject rule(String name, JsonObject claims) {
        return new JsonObject().put("name", name).put("claims", claims);
    }

    private HttpResponse<String> login(String token) {
        return Wire.as("workload+" + issuer, token)
                .get("/token?scope=repository:" + repository + ":pull,push&scope=repository:elsewhere:push");
    }

    private static JsonObject claims(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var parts = Wire.json(answer).getString("token").split("\\.", -1);
        return new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }

    @Test
    void mayDoWhatTheirRuleMay() {
        var claims = claims(login(ci.token(OF_TEAM)));

        assertThat(claims.getString("sub")).isEqualTo("workload:" + issuer + "/team");
        assertThat(claims.getJsonArray("access"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("type", "repository")
                                .put("name", repository)
                                .put("actions", new JsonArray().add("pull").add("push"))));
    }

    @Test
    void getTheirTokenByTheFormOfOAuthToo() {
        var answer = Wire.ANONYMOUS.form(
                "/token",
                "grant_type=password&access_type=offline&username=workload%2B" + issuer + "&password="
                        + ci.token(OF_TEAM));

        assertThat(claims(answer).getString("sub")).isEqualTo("workload:" + issuer + "/team");
        assertThat(Wire.json(answer).containsKey("refresh_token")).isFalse();
    }

    @Test
    void mayNothingForLongerThanTheirToken() {
        var ends = Instant.now().plusSeconds(60).getEpochSecond();

        var answer = login(ci.token(Map.of("project_path", "team/app", "exp", ends)));

        assertThat(claims(answer).getLong("exp")).isEqualTo(ends);
        assertThat(Wire.json(answer).getInteger("expires_in")).isBetween(1, 60);
    }

    @Test
    void mayNothingMoreThanTheirRule() {
        var claims = claims(login(ci.token(Map.of("project_path", "another"))));

        assertThat(claims.getString("sub")).isEqualTo("workload:" + issuer + "/others");
        assertThat(claims.getJsonArray("access")).isEmpty();
    }

    @Test
    void areRefusedWhereNoRuleIsAboutThem() {
        assertThat(login(ci.token(Map.of("ref", "main"))).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"iss,http://localhost:1", "aud,another", "exp,1000000000", "nbf,4000000000", "sub,"})
    void areRefusedByATokenThatWillNotDo(String claim, String value) {
        var claims = new java.util.HashMap<>(OF_TEAM);
        claims.put(claim, value == null ? "" : value.matches("\\d+") ? Long.valueOf(value) : value);
        if (value == null) {
            claims.put(claim, null);
        }
        assertThat(login(ci.token(claims)).statusCode()).isEqualTo(401);
    }

    @Test
    void areRefusedByATokenThatTheirIssuerDidNotSign() {
        login(ci.token(OF_TEAM));

        assertThat(login(ci.forged(OF_TEAM)).statusCode()).isEqualTo(401);
        assertThat(login(ci.token(OF_TEAM) + "x").statusCode()).isEqualTo(401);
        assertThat(login("eyJhbGciOiJub25lIn0.e30.").statusCode()).isEqualTo(401);
        assertThat(login("no token").statusCode()).isEqualTo(401);
    }

    @Test
    void doNotMakeUsAskTheirIssuerAsOftenAsTheyLike() {
        login(ci.token(OF_TEAM));
        IntStream.range(0, 4).forEach(i -> login(ci.byUnknownKey(OF_TEAM)));

        assertThat(ci.asked()).isEqualTo(1);
    }

    @Test
    void areSlowedDownWhileTheyAreWrongAndOnlyThen() {
        var good = ci.token(OF_TEAM);
        IntStream.range(0, 6).forEach(i -> login(ci.forged(OF_TEAM)));

        assertThat(login(ci.forged(OF_TEAM)).statusCode()).isEqualTo(429);
        assertThat(login(good).statusCode()).isEqualTo(200);
    }

    @Test
    void areOfNoUseToAnotherIssuer() {
        var token = ci.token(OF_TEAM);
        assertThat(Wire.as("workload+" + site.name(), token).get("/token").statusCode())
                .isEqualTo(401);
    }

    @Test
    void wait503WhereTheKeysCannotBeHad() {
        var token = ci.token(OF_TEAM);
        ci.close();

        var answer = login(token);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Wire.header(answer, "Retry-After")).isNotEmpty();
    }

    @Test
    void areNotLetInOnceTheirIssuerIsDisabled() {
        var path = "/api/v1/issuers/" + issuer;
        var changed = site.admin()
                .put(
                        path,
                        described().put("disabled", true),
                        "If-Match",
                        Wire.header(site.admin().get(path), "ETag"));

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(login(ci.token(OF_TEAM)).statusCode()).isEqualTo(401);
    }

    @Test
    void leaveNoRightsToARuleThatGetsTheirName() {
        var path = "/api/v1/issuers/" + issuer;
        var policies = "/api/v1/policies?subject=workload:" + issuer + "/team";
        assertThat(Wire.json(site.admin().get(policies)).getJsonArray("items")).hasSize(1);

        assertThat(site.admin().delete(path, "If-Match", "*").statusCode()).isEqualTo(204);

        assertThat(Wire.json(site.admin().get(policies)).getJsonArray("items")).isEmpty();
    }

    @Test
    void areNamedInTheAudit() {
        login(ci.token(OF_TEAM));

        var line = Wire.json(site.admin().get("/api/v1/audit?actor=workload:" + issuer + "/team"))
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(line.getString("action")).isEqualTo("login");
        assertThat(line.getString("target")).isEqualTo("job:17");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url|\"http://ci.example.com\"|url",
                "url|\"https://user@ci.example.com\"|url",
                "url|null|url",
                "audience|\"\"|audience",
                "keysUrl|\"file:///keys\"|keysUrl",
                "rules|[]|rules",
                "rules|[{\"name\":\"x\",\"claims\":{}}]|rules",
                "rules|[{\"name\":\"x\",\"claims\":{\"ref\":\"*a*\"}}]|rules",
                "rules|[{\"name\":\"X\",\"claims\":{\"ref\":\"a\"}}]|rules.name",
            })
    void areNotBelievedWhereSomethingIsMissing(String field, String value, String named) {
        var body = described().put("name", site.name());
        body.put(field, new JsonObject("{\"value\":" + value + "}").getValue("value"));

        var refused = site.admin().post("/api/v1/issuers", body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Wire.json(refused).getString("field")).isEqualTo(named);
    }
}
