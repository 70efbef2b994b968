package io.entrepot.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.kit.http.AdmittedRoutes;
import io.entrepot.kit.http.RouteKind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route by every method with every kind of a token. A route without a row below fails. */
class RouteMatrixTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE");

    /** What is needed for GET and HEAD, for DELETE, and for all others; a dash where no such request is ever answered. */
    private record Row(String path, String read, String delete, String write) {
        String need(String method) {
            return switch (method) {
                case "GET", "HEAD" -> read;
                case "DELETE" -> delete;
                default -> write;
            };
        }
    }

    private static final Map<RouteKind, Row> ROWS = Map.of(
            RouteKind.BASE, new Row("/v2/", "login", "-", "-"),
            RouteKind.CATALOG, new Row("/v2/_catalog", "list", "-", "-"),
            RouteKind.TAGS, new Row("/v2/team/app/tags/list", "pull", "delete", "push"),
            RouteKind.REFERRERS, new Row("/v2/team/app/referrers/" + DIGEST, "pull", "delete", "push"),
            RouteKind.MANIFEST, new Row("/v2/team/app/manifests/1", "pull", "delete", "push"),
            RouteKind.BLOB, new Row("/v2/team/app/blobs/" + DIGEST, "pull", "delete", "push"),
            RouteKind.UPLOADS, new Row("/v2/team/app/blobs/uploads/", "push", "push", "push"),
            RouteKind.UPLOAD, new Row("/v2/team/app/blobs/uploads/session", "push", "push", "push"));

    private static final Forge OURS = new Forge("1");
    private static final Forge THEIRS = new Forge("1");

    private static final JsonObject EVERYTHING = Forge.repository("team/app", "pull", "push", "delete", "admin");

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static HttpServer server;

    @BeforeAll
    static void start() {
        var people = new KnownPeople().publish(OURS).let("user:alice", "team/**:pull,push,delete,admin");
        var visitors =
                new Visitors(VERTX, Closed.BY_TOKEN, AdmittedRoutes.NOBODY_TRUSTED, people, new Certificates(List::of));
        var admission = new RouteAdmission(Closed.BY_TOKEN, visitors, AdmittedRoutes.NOBODY_TRUSTED);
        server = VERTX.createHttpServer()
                .requestHandler(new AdmittedRoutes(admission)::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Tokens by name, with what they are good for. */
    private static Map<String, List<String>> tokens() {
        var claims = Forge.claims(EVERYTHING, Forge.catalog());
        var good = OURS.token(claims);
        var tokens = new LinkedHashMap<String, List<String>>();
        tokens.put("", List.of());
        tokens.put("garbage", List.of());
        tokens.put(OURS.token(claims.copy().put("aud", "another")), List.of());
        tokens.put(OURS.token(claims.copy().put("nbf", claims.getLong("nbf") + 200)), List.of());
        tokens.put(THEIRS.token(claims), List.of());
        tokens.put(Forge.unsigned(new JsonObject().put("alg", "none"), claims), List.of());
        tokens.put(Forge.unsigned(new JsonObject().put("alg", "none").put("kid", "1"), claims), List.of());
        tokens.put(Forge.unsigned(new JsonObject().put("alg", "ES256").put("kid", "1"), claims), List.of());
        tokens.put(OURS.macByPublicKey(claims), List.of());
        tokens.put(OURS.token(new JsonObject().put("alg", "ES384").put("kid", "1"), claims), List.of());
        tokens.put(tampered(good), List.of());
        tokens.put(withClaims(good, claims.copy().put("sub", "user:root")), List.of());
        tokens.put(OURS.token(Forge.claims(Forge.repository("team/app2", "pull", "push"))), List.of("login"));
        tokens.put(OURS.token(Forge.claims(Forge.repository("team", "pull", "push"))), List.of("login"));
        tokens.put(OURS.token(Forge.claims()), List.of("login"));
        tokens.put(OURS.token(Forge.claims(Forge.catalog())), List.of("login", "list"));
        tokens.put(OURS.token(Forge.claims(Forge.repository("team/app", "pull"))), List.of("login", "pull"));
        tokens.put(OURS.token(Forge.claims(Forge.repository("team/app", "push"))), List.of("login", "push"));
        tokens.put(
                OURS.token(Forge.claims(Forge.repository("team/app", "pull", "push"))),
                List.of("login", "pull", "push"));
        tokens.put(OURS.token(Forge.claims(Forge.repository("team/app", "delete"))), List.of("login", "delete"));
        tokens.put(OURS.token(Forge.claims(Forge.repository("team/app", "admin"))), List.of("login"));
        tokens.put(good, List.of("login", "list", "pull", "push", "delete"));
        return tokens;
    }

    private static String tampered(String token) {
        var at = token.lastIndexOf('.') + 10;
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    private static String withClaims(String token, JsonObject claims) {
        var forged = Forge.unsigned(new JsonObject(), claims);
        return token.substring(0, token.indexOf('.'))
                + forged.substring(forged.indexOf('.'), forged.length() - 1)
                + token.substring(token.lastIndexOf('.'));
    }

    private static Row row(RouteKind route) {
        return Objects.requireNonNull(ROWS.get(route), () -> route + " has no row");
    }

    static Stream<Arguments> routes() {
        return Stream.of(RouteKind.values())
                .flatMap(route -> METHODS.stream()
                        .filter(method -> !row(route).need(method).equals("-"))
                        .map(method -> Arguments.of(route, method)));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void letsInWhoeverHasWhatIsNeeded(RouteKind route, String method) throws Exception {
        var need = row(route).need(method);
        for (var token : tokens().entrySet()) {
            var status = token.getValue().contains(need) ? 200 : 401;
            assertThat(send(method, row(route).path(), token.getKey()).statusCode())
                    .as("%s %s, token %s", method, route, token.getKey())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void takesAnExpiredTokenOnlyToGoOnWithAnUpload(RouteKind route, String method) throws Exception {
        var claims = Forge.claims(EVERYTHING, Forge.catalog());
        var expired = OURS.token(claims.put("exp", claims.getLong("iat") - 1));
        assertThat(send(method, row(route).path(), expired).statusCode())
                .isEqualTo(route == RouteKind.UPLOAD ? 200 : 401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesInOneForm(RouteKind route, String method) throws Exception {
        var answer = send(method, row(route).path(), "");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer realm=\"http://127.0.0.1:" + server.actualPort() + "/token\",service=\"entrepot\"");
        if (!method.equals("HEAD")) {
            assertThat(answer.body()).startsWith("{\"errors\":[{\"code\":\"UNAUTHORIZED\"");
        }
    }

    private static HttpResponse<String> send(String method, String path, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
