package io.entrepot.testing.identity;

import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.json;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.Login;
import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.wire.OciClient;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A registry that asks who one is, seen by its administrator. */
public final class ClosedRegistry {
    public static final String PASSWORD = "a-password-of-a-test";

    private final RunningRegistry registry;
    private final OciClient administrator;

    public ClosedRegistry(RunningRegistry registry) {
        this.registry = registry;
        this.administrator = client().showing(registry.login().orElseThrow().basic());
    }

    public RunningRegistry running() {
        return registry;
    }

    /** One that shows nothing. */
    public OciClient client() {
        return new OciClient(registry.uri());
    }

    public OciClient administrator() {
        return administrator;
    }

    /** Makes a user with {@link #PASSWORD}. */
    public OciClient user(String name) {
        manage("POST", "/api/v1/users", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD));
        return client().showing(basic(name, PASSWORD));
    }

    public void disable(String user) {
        manage("PUT", "/api/v1/users/" + user, "{\"disabled\":true}");
    }

    /** Lets a subject, such as {@code user:alice}, do something. */
    public void let(String subject, String pattern, String... actions) {
        manage("POST", "/api/v1/policies", """
                {"subject":"%s","pattern":"%s","actions":[%s]}""".formatted(
                        subject,
                        pattern,
                        Arrays.stream(actions).map(action -> '"' + action + '"').collect(Collectors.joining(","))));
    }

    private void manage(String method, String path, String json) {
        var before = method.equals("PUT") ? header(administrator.get(path), "ETag") : "";
        var answer = before.isEmpty()
                ? administrator.send(method, path, BodyPublishers.ofString(json), "Content-Type", "application/json")
                : administrator.send(
                        method,
                        path,
                        BodyPublishers.ofString(json),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        before);
        assertThat(answer.statusCode()).as(() -> text(answer)).isIn(200, 201, 204);
    }

    /** One that shows a token with these scopes, as far as this user is granted them. */
    public OciClient holder(String user, String... scopes) {
        return client().showing("Bearer " + token(basic(user, PASSWORD), scopes));
    }

    /** One that shows the token that is given to whoever shows nothing. */
    public OciClient stranger(String... scopes) {
        return client().showing("Bearer " + tokenOf(client().get(tokenPath(scopes))));
    }

    public String token(String authorization, String... scopes) {
        return tokenOf(client().get(tokenPath(scopes), "Authorization", authorization));
    }

    private static String tokenOf(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(200);
        return json(answer).path("token").asText();
    }

    private static String tokenPath(String... scopes) {
        return "/token?service=entrepot"
                + Arrays.stream(scopes)
                        .map(scope -> "&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
    }

    public static String basic(String name, String secret) {
        return new Login(name, secret).basic();
    }
}
