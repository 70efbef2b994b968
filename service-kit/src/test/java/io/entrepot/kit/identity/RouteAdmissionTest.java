package io.entrepot.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.kit.http.AdmittedRoutes;
import io.entrepot.kit.identity.IdentityConfig.Challenge;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not in the matrix: names and secrets, strangers, mounts, the forms of challenges. */
class RouteAdmissionTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String TAGS = "/v2/team/app/tags/list";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Vertx vertx = Vertx.vertx();
    private final Forge forge = new Forge("1");
    private final KnownPeople people = new KnownPeople().publish(forge).let("user:alice", "team/**:pull,push");
    private HttpServer server = serve(Closed.BY_TOKEN);

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private HttpServer serve(IdentityConfig config) {
        var visitors = new Visitors(vertx, config, AdmittedRoutes.NOBODY_TRUSTED, people, new Certificates(List::of));
        var admission = new RouteAdmission(config, visitors, AdmittedRoutes.NOBODY_TRUSTED);
        return vertx.createHttpServer()
                .requestHandler(new AdmittedRoutes(admission)::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private HttpResponse<String> send(String method, String path, @Nullable String authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private String bearer(JsonObject... access) {
        return "Bearer " + forge.token(Forge.claims(access));
    }

    private static String challenge(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }

    private String realm() {
        return "Bearer realm=\"http://127.0.0.1:" + server.actualPort() + "/token\",service=\"entrepot\"";
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/, ''",
        "GET, /v2/_catalog, registry:catalog:*",
        "GET, /v2/team/app/tags/list, repository:team/app:pull",
        "HEAD, /v2/team/app/manifests/1, repository:team/app:pull",
        "PUT, /v2/team/app/manifests/1, 'repository:team/app:pull,push'",
        "DELETE, /v2/team/app/manifests/1, repository:team/app:delete",
        "POST, /v2/team/app/blobs/uploads/, 'repository:team/app:pull,push'",
        "PATCH, /v2/team/app/blobs/uploads/x, 'repository:team/app:pull,push'",
    })
    void tellsAStrangerWhatToAskFor(String method, String path, String scope) throws Exception {
        var answer = send(method, path, null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(challenge(answer)).isEqualTo(realm() + (scope.isEmpty() ? "" : ",scope=\"" + scope + "\""));
    }

    @Test
    void saysWhatIsWrongWithAToken() throws Exception {
        assertThat(challenge(send("GET", TAGS, "Bearer x")))
                .isEqualTo(realm() + ",scope=\"repository:team/app:pull\",error=\"invalid_token\"");
        assertThat(challenge(send("GET", TAGS, bearer())))
                .isEqualTo(realm() + ",scope=\"repository:team/app:pull\",error=\"insufficient_scope\"");
    }

    @Test
    void asksForNameAndSecretWhereClientsKnowNothingElse() throws Exception {
        server = serve(new Closed(Challenge.BASIC, Optional.empty()));
        assertThat(challenge(send("GET", TAGS, null))).startsWith("Basic realm=\"entrepot\"");
    }

    @Test
    void namesTheAddressOfTokensThatIsConfigured() throws Exception {
        server = serve(new Closed(Challenge.BEARER, Optional.of("https://hub.example/token")));
        assertThat(challenge(send("GET", "/v2/", null)))
                .isEqualTo("Bearer realm=\"https://hub.example/token\",service=\"entrepot\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/, 200",
        "GET, /v2/_catalog, 200",
        "GET, /v2/team/app/tags/list, 200",
        "PUT, /v2/team/app/manifests/1, 200",
        "DELETE, /v2/team/app/manifests/1, 403",
        "GET, /v2/other/app/tags/list, 403",
        "POST, /v2/other/app/blobs/uploads/, 403",
    })
    void letsInByNameAndSecret(String method, String path, int status) throws Exception {
        assertThat(send(method, path, basic("alice", "secret")).statusCode()).isEqualTo(status);
        assertThat(send(method, path, basic("alice", "wrong")).statusCode()).isEqualTo(401);
        assertThat(send(method, path, basic("mallory", "secret")).statusCode()).isEqualTo(401);
    }

    @Test
    void letsNobodyInByASecretThatHasEnded() throws Exception {
        people.until = Instant.now();
        assertThat(send("GET", TAGS, basic("alice", "secret")).statusCode()).isEqualTo(401);
    }

    @Test
    void looksAtASecretOnceInAWhile() throws Exception {
        for (var i = 0; i < 5; i++) {
            send("GET", TAGS, basic("alice", "secret"));
        }
        assertThat(people.logins).hasValue(1);
        send("GET", TAGS, basic("alice", "wrong"));
        send("GET", TAGS, basic("alice", "wrong"));
        assertThat(people.logins).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Basic", "Basic ", "Basic !!", "Basic YQ==", "Bearer", "Bearer ", "Digest a=b", "x y z"})
    void takesNoMalformedCredentialsForNone(String authorization) throws Exception {
        people.let("anonymous", "**:pull");
        assertThat(send("GET", TAGS, null).statusCode()).isEqualTo(200);
        assertThat(send("GET", TAGS, authorization).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/, 401",
        "GET, /v2/_catalog, 401",
        "GET, /v2/public/app/tags/list, 200",
        "PUT, /v2/public/app/manifests/1, 401",
        "GET, /v2/team/app/tags/list, 401",
    })
    void letsAStrangerDoWhatAnybodyMay(String method, String path, int status) throws Exception {
        people.let("anonymous", "public/**:pull");
        assertThat(send(method, path, null).statusCode()).isEqualTo(status);
    }

    @Test
    void sendsAMountBackForATokenThatNamesBothRepositories() throws Exception {
        var path = "/v2/team/app/blobs/uploads/?mount=" + DIGEST + "&from=team/base";
        var answer = send("POST", path, bearer(Forge.repository("team/app", "pull", "push")));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(challenge(answer))
                .contains(
                        "scope=\"repository:team/app:pull,push repository:team/base:pull\",error=\"insufficient_scope\"");
        var both = bearer(Forge.repository("team/app", "pull", "push"), Forge.repository("team/base", "pull"));
        assertThat(send("POST", path, both).statusCode()).isEqualTo(200);
    }

    @Test
    void letsAMountBecomeAnUploadWhereNoTokenWouldHelp() throws Exception {
        var path = "/v2/team/app/blobs/uploads/?mount=" + DIGEST + "&from=secret/base";
        assertThat(send("POST", path, bearer(Forge.repository("team/app", "pull", "push")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void endsAnOverdueUploadOnlyForWhoMayStillPush() throws Exception {
        var claims = Forge.claims(Forge.repository("team/app", "pull", "push"));
        var expired = "Bearer " + forge.token(claims.put("exp", claims.getLong("iat") - 1));
        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", expired).statusCode())
                .isEqualTo(200);
        people.let("user:alice");
        assertThat(send("PATCH", "/v2/team/app/blobs/uploads/x", expired).statusCode())
                .isEqualTo(200);
        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", expired).statusCode())
                .isEqualTo(401);
    }

    @Test
    void closesNoUploadForSomebodyWhoseNameIsAnothersNow() throws Exception {
        var claims = Forge.claims(Forge.repository("team/app", "pull", "push"));
        var before = "Bearer " + forge.token(claims);
        var late = "Bearer " + forge.token(claims.copy().put("exp", claims.getLong("iat") - 1));
        people.replacedAt(Instant.ofEpochSecond(claims.getLong("iat") + 1));
        var after = "Bearer " + forge.token(claims.copy().put("iat", claims.getLong("iat") + 1));

        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", before).statusCode())
                .isEqualTo(401);
        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", late).statusCode())
                .isEqualTo(401);
        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", after).statusCode())
                .isEqualTo(200);
        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", basic("alice", "secret"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void closesAnUploadOnlyForWhoMayPushAtThatMoment() throws Exception {
        var token = bearer(Forge.repository("team/app", "pull", "push"));
        var login = basic("alice", "secret");
        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", token).statusCode())
                .isEqualTo(200);
        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", login).statusCode())
                .isEqualTo(200);
        people.let("user:alice");
        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", token).statusCode())
                .isEqualTo(401);
        assertThat(send("PUT", "/v2/team/app/blobs/uploads/x", login).statusCode())
                .isEqualTo(401);
    }
}
