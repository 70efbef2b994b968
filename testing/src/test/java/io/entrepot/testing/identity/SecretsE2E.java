package io.entrepot.testing.identity;

import static io.entrepot.testing.wire.Answers.json;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.Secrets;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Secrets stay with those who have them. The logs of all other tests are searched as well; this one has everything said
 * that can be said.
 */
@Tag("standalone")
@ExtendWith(StartedRegistries.class)
class SecretsE2E {
    private static final TestImage IMAGE = TestImage.of(15, 1, 1_000, Packing.GZIP);
    private static final String MISTYPED = "a-password-mistyped";

    private final List<HttpResponse<byte[]>> refusals = new ArrayList<>();

    private static HttpResponse<byte[]> post(OciClient client, String path, String type, String body) {
        return client.send("POST", path, BodyPublishers.ofString(body), "Content-Type", type);
    }

    private static HttpResponse<byte[]> form(OciClient client, String body) {
        return post(client, "/token", "application/x-www-form-urlencoded", body);
    }

    private void useEverySecretRightAndWrong(ClosedRegistry registry) {
        var user = registry.user("careful");
        registry.let("user:careful", "secrets/**", "pull", "push");
        user.push("secrets/app", "1", IMAGE);
        registry.holder("careful", "repository:secrets/app:pull").manifest("secrets/app", "1");
        var nobody = registry.client();
        Secrets.use(MISTYPED);
        for (var wrong : List.of("careful", "nobody-of-that-name")) {
            refusals.add(nobody.showing(ClosedRegistry.basic(wrong, MISTYPED)).get("/v2/"));
            refusals.add(nobody.showing(ClosedRegistry.basic(wrong, MISTYPED)).get("/token?service=entrepot"));
            refusals.add(form(nobody, "grant_type=password&username=" + wrong + "&password=" + MISTYPED));
        }
        var password = URLEncoder.encode(ClosedRegistry.PASSWORD, StandardCharsets.UTF_8);
        var login = form(nobody, "grant_type=password&access_type=offline&username=careful&password=" + password);
        var refresh = json(login).path("refresh_token").asText();
        form(nobody, "grant_type=refresh_token&refresh_token=" + refresh);
        refusals.add(form(nobody, "grant_type=refresh_token&refresh_token=" + refresh + "x"));
        refusals.add(form(nobody, "grant_type=" + password + "&password=" + password));
        var token = registry.token(ClosedRegistry.basic("careful", ClosedRegistry.PASSWORD));
        for (var broken : List.of("Bearer " + token + "x", "bearer " + refresh, "Basic " + MISTYPED, MISTYPED, token)) {
            refusals.add(nobody.showing(broken).get("/v2/"));
            refusals.add(nobody.showing(broken).get("/v2/secrets/app/manifests/1"));
            refusals.add(nobody.showing(broken).get("/api/v1/users"));
        }
        var administrator = registry.administrator();
        var robot = post(administrator, "/api/v1/robots", "application/json", "{\"name\":\"quiet\"}");
        var secret = json(robot).path("secret").asText();
        nobody.showing(ClosedRegistry.basic("robot+quiet", secret)).get("/v2/");
        refusals.add(nobody.showing(ClosedRegistry.basic("robot+quiet", secret + "x"))
                .get("/v2/"));
        refusals.add(post(
                administrator,
                "/api/v1/users",
                "application/json",
                "{\"name\":\"careful\",\"password\":\"" + MISTYPED + "\"}"));
        refusals.add(post(
                administrator,
                "/api/v1/users",
                "application/json",
                "{\"name\":\"broken\",\"password\":\"" + MISTYPED + "\",,}"));
    }

    @Test
    void nothingThatIsWrittenDownHasASecretInIt(OwnRegistries registries) throws IOException {
        var running = registries.start(Map.of("quarkus.log.level", "DEBUG"));
        var registry = new ClosedRegistry(running);

        useEverySecretRightAndWrong(registry);

        assertThat(Files.readString(running.log())).contains("DEBUG");
        assertThat(Secrets.loggedBy(running)).isEmpty();
        assertThat(refusals)
                .allSatisfy(refusal -> assertThat(refusal.statusCode()).isBetween(400, 499))
                .allSatisfy(refusal -> assertThat(Secrets.in(text(refusal) + refusal.headers()))
                        .isEmpty());
        var metrics = new OciClient(URI.create("http://localhost:" + running.managementPort())).get("/q/metrics");
        assertThat(Secrets.in(text(metrics))).isEmpty();
        for (var listed : List.of("audit?limit=100", "users", "robots", "tokens", "keys")) {
            var answer = registry.administrator().get("/api/v1/" + listed);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Secrets.in(text(answer))).isEmpty();
        }
    }
}
