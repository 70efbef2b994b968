package io.entrepot.testing.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.testing.Checkout;
import io.entrepot.testing.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Keycloak as its own distribution starts it, with the realm that the documentation offers. */
public final class Keycloak implements AutoCloseable {
    static final String PASSWORD = "a-password-at-keycloak";

    private static final Path DISTRIBUTION = Path.of("target", "keycloak").toAbsolutePath();
    private static final String ADMIN_PASSWORD = "of-the-tests-alone";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private final Path home;
    private final ProcessBuilder command;
    private Process process;

    Keycloak() {
        try {
            home = onlyChild(DISTRIBUTION);
            Trees.delete(home.resolve("data"));
            var realms = Files.createDirectories(home.resolve("data/import"));
            Files.copy(
                    Checkout.find().root().resolve("docs/keycloak/entrepot-realm.json"),
                    realms.resolve("entrepot-realm.json"));
            command = new ProcessBuilder(
                            "sh",
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--import-realm",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port,
                            "--http-management-port=" + freePort())
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "keycloak.log").toFile());
            command.environment()
                    .putAll(Map.of(
                            "JAVA_HOME",
                            System.getProperty("java.home"),
                            "KC_BOOTSTRAP_ADMIN_USERNAME",
                            "admin",
                            "KC_BOOTSTRAP_ADMIN_PASSWORD",
                            ADMIN_PASSWORD));
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    private static Path onlyChild(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.filter(child -> child.getFileName().toString().startsWith("keycloak-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(process.isAlive()).isTrue();
            assertThat(send(HttpRequest.newBuilder(URI.create(realm()))).statusCode())
                    .isEqualTo(200);
        });
    }

    /** Of the server itself. */
    String url() {
        return "http://localhost:" + port;
    }

    /** Of the realm of the registry's people. */
    String realm() {
        return url() + "/realms/entrepot";
    }

    /** Makes somebody with {@link #PASSWORD}. */
    void user(String name, String... groups) {
        var user = JSON.createObjectNode();
        user.put("username", name)
                .put("enabled", true)
                .put("firstName", "A")
                .put("lastName", "Person")
                .put("email", name + "@example.com")
                .put("emailVerified", true);
        for (var group : groups) {
            user.withArray("groups").add(group);
        }
        user.withArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
        manage("POST", "/users", user);
    }

    /** Takes somebody out of all groups. */
    void leaveGroups(String name) {
        var id = manage("GET", "/users?exact=true&username=" + name, null)
                .path(0)
                .path("id")
                .asText();
        for (var group : manage("GET", "/users/" + id + "/groups", null)) {
            manage("DELETE", "/users/" + id + "/groups/" + group.path("id").asText(), null);
        }
    }

    /** How long access tokens are good from now on. */
    void limitTokens(Duration lifetime) {
        manage("PUT", "", JSON.createObjectNode().put("accessTokenLifespan", lifetime.toSeconds()));
    }

    /** Signs with a new key from now on, and publishes the others no more. */
    void rotateKeys() {
        var old = manage("GET", "/components?type=org.keycloak.keys.KeyProvider", null);
        var component = JSON.createObjectNode()
                .put("name", "rotated")
                .put("providerId", "rsa-generated")
                .put("providerType", "org.keycloak.keys.KeyProvider");
        var config = component.putObject("config");
        config.putArray("priority").add("1000");
        config.putArray("algorithm").add("RS256");
        manage("POST", "/components", component);
        for (var key : old) {
            if (key.path("providerId").asText().equals("rsa-generated")) {
                manage("DELETE", "/components/" + key.path("id").asText(), null);
            }
        }
    }

    /** The access token that somebody gets who logs in to the registry. */
    String accessToken(String name) {
        return accessToken("entrepot", "entrepot-cli", name, PASSWORD);
    }

    /** One that is for another application of the same realm. */
    String accessTokenOfAnotherApplication(String name) {
        return accessToken("entrepot", "admin-cli", name, PASSWORD);
    }

    private String accessToken(String realm, String client, String name, String password) {
        var form = Map.of("grant_type", "password", "client_id", client, "username", name, "password", password);
        var answer =
                send(HttpRequest.newBuilder(URI.create(url() + "/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&")))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return parse(answer).path("access_token").asText();
    }

    private JsonNode manage(String method, String path, @Nullable JsonNode body) {
        var answer = send(HttpRequest.newBuilder(URI.create(url() + "/admin/realms/entrepot" + path))
                .header("Authorization", "Bearer " + accessToken("master", "admin-cli", "admin", ADMIN_PASSWORD))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())));
        assertThat(answer.statusCode())
                .as(() -> method + " " + path + ": " + answer.body())
                .isBetween(200, 299);
        return parse(answer);
    }

    private static JsonNode parse(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    void start() {
        try {
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    @Override
    public void close() {
        stop();
    }
}
