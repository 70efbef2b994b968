package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.headers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import io.entrepot.testing.wire.RawConnection;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and names: the ones that are unusual but right, and the ones that are wrong. */
@ExtendWith(StartedRegistries.class)
class ErrorE2E {
    private static final String DIGEST = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private RunningRegistry registry;
    private OciClient client;

    @BeforeEach
    void connect(RunningRegistry shared) {
        registry = shared;
        client = new OciClient(shared);
    }

    @Test
    void theRegistrySaysWhatItIs() {
        var ping = client.get("/v2/");

        assertThat(ping.statusCode()).isEqualTo(200);
        assertThat(header(ping, "Docker-Distribution-API-Version")).isEqualTo("registry/2.0");
        assertThat(headers(client.head("/v2/"))).isEqualTo(headers(ping));
        assertThat(client.get("/v2").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/x",
                "/v2/api",
                "/v2/api/error",
                "/v2/_catalog/x",
                "/v2/api/error/tags",
                "/v2/api/error/tags/other",
                "/v2/api/error/manifests",
                "/v2/api/error/blobs",
                "/v2/api/error/manifests/1/more",
                "/v2/tags/list"
            })
    void anUnknownPathIsRefusedInTheRegistrysFormat(String path) {
        for (var method : new String[] {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
            var refused = client.send(method, path, BodyPublishers.noBody());

            assertThat(refused.statusCode()).as(method).isEqualTo(404);
            assertRefused(refused, 404, "NAME_UNKNOWN");
        }
        assertThat(client.head(path).statusCode()).isEqualTo(404);
        assertThat(client.head(path).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/", "/v1/_ping", "/nothing/here", "/internal/ready", "/"})
    void aPathOutsideOfTheApiIsRefusedInTheSameFormat(String path) {
        for (var method : new String[] {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
            var refused = client.send(method, path, BodyPublishers.noBody());

            assertRefused(refused, 404, "UNSUPPORTED");
        }
    }

    @Test
    void anUnknownPathOfTheManagementApiIsAProblem() {
        var refused = client.get("/api/v1/nothing/here");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(header(refused, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(new String(refused.body(), UTF_8)).contains("\"status\":404");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/v2/; POST; GET, HEAD",
                "/v2/_catalog; DELETE; GET, HEAD",
                "/v2/api/error/tags/list; PUT; GET, HEAD",
                "/v2/api/error/manifests/1; POST; GET, HEAD, PUT, DELETE",
                "/v2/api/error/manifests/1; PATCH; GET, HEAD, PUT, DELETE",
                "/v2/api/error/blobs/" + DIGEST + "; PUT; GET, HEAD, DELETE",
                "/v2/api/error/blobs/uploads/; GET; POST",
                "/v2/api/error/blobs/uploads/; DELETE; POST",
                "/v2/api/error/blobs/uploads/x; POST; PATCH, PUT, GET, HEAD, DELETE",
                "/v2/api/error/referrers/" + DIGEST + "; DELETE; GET, HEAD",
                "/v2/api/error/manifests/1; PROPFIND; GET, HEAD, PUT, DELETE",
                "/v2/api/error/manifests/1; TRACE; GET, HEAD, PUT, DELETE"
            })
    void aWrongMethodIsToldTheRightOnes(String path, String method, String allowed) {
        var refused = client.send(method, path, BodyPublishers.ofByteArray(new byte[10]));

        assertRefused(refused, 405, "UNSUPPORTED");
        assertThat(header(refused, "Allow").split(", ")).containsExactlyInAnyOrder(allowed.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "api/Error",
                "-a",
                "a-",
                "a/-b",
                "a..b",
                "a___b",
                "a._b",
                ".",
                "a//b",
                "/a",
                "a/",
                "a%2Fb",
                "a%20b",
                "%C3%A9",
                "a:b",
                "a@b"
            })
    void aMalformedNameIsRefusedEverywhere(String name) {
        var uploads = "/v2/" + name + "/blobs/uploads/";

        assertRefused(client.get("/v2/" + name + "/manifests/1"), 400, "NAME_INVALID");
        assertRefused(client.delete("/v2/" + name + "/manifests/1"), 400, "NAME_INVALID");
        assertRefused(client.get("/v2/" + name + "/blobs/" + DIGEST), 400, "NAME_INVALID");
        assertRefused(client.get("/v2/" + name + "/tags/list"), 400, "NAME_INVALID");
        assertRefused(client.get("/v2/" + name + "/referrers/" + DIGEST), 400, "NAME_INVALID");
        assertRefused(client.send("POST", uploads, BodyPublishers.noBody()), 400, "NAME_INVALID");
        assertThat(client.head("/v2/" + name + "/manifests/1").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300, 900, 3_000, 15_000})
    void aNameThatIsTooLongIsRefused(int length) {
        assertRefused(client.get("/v2/" + "a".repeat(length) + "/tags/list"), 400, "NAME_INVALID");
        assertRefused(client.get("/v2/" + "a/".repeat(length / 2) + "b/tags/list"), 400, "NAME_INVALID");
    }

    @Test
    void aRequestLineThatIsTooLongIsRefusedToo() throws IOException {
        try (var connection = new RawConnection(registry)) {
            connection.head("GET /v2/" + "a".repeat(20_000) + "/tags/list", "Connection: close");

            assertThat(connection.readToEnd()).contains(" 414 ", "{\"errors\":[");
        }
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws IOException {
        try (var connection = new RawConnection(registry)) {
            connection.head("GET /v2/", "X-Long: " + "a".repeat(90_000), "Connection: close");

            assertThat(connection.readToEnd()).contains(" 431 ", "{\"errors\":[");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blobs",
                "blobs/uploads",
                "a/blobs/uploads",
                "manifests",
                "manifests/manifests",
                "tags",
                "tags/list",
                "uploads",
                "a/uploads",
                "referrers",
                "a/tags/list/manifests",
                "a/tags/b/history",
                "v2",
                "a"
            })
    void aNameMayHavePartsThatPathsHave(String name) {
        assertWorks(name);
    }

    @Test
    void aNameMayHave255CharactersInAnyDepth() {
        assertWorks("a".repeat(255));
        assertWorks("a/".repeat(127) + "b");
        assertWorks("blobs/uploads/" + "tags/".repeat(46) + "manifests/x");
    }

    private void assertWorks(String name) {
        var repository = new Repository(client, name);
        var image = repository.image(name);
        var layer = Blob.of("application/octet-stream", Blob.random(190, 1_200_000));
        var session = OciClient.location(client.startUpload(name));
        client.append(session, 0, Arrays.copyOf(layer.bytes(), 10));

        var closed = client.finish(
                session, layer.digest(), BodyPublishers.ofByteArray(Arrays.copyOfRange(layer.bytes(), 10, 1_200_000)));
        var pushed = repository.push("1", image);

        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(client.blob(name, layer.digest()).body()).isEqualTo(layer.bytes());
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(repository.get("1").body()).isEqualTo(image.bytes());
        assertThat(client.get("/v2/" + name + "/tags/list").statusCode()).isEqualTo(200);
        assertThat(client.get("/v2/" + name + "/referrers/" + image.digest()).statusCode())
                .isEqualTo(200);
        assertThat(repository.history("1").statusCode()).isEqualTo(200);
        assertThat(repository.delete("1").statusCode()).isEqualTo(202);
        assertThat(client.delete("/v2/" + name + "/blobs/" + layer.digest()).statusCode())
                .isEqualTo(202);
    }
}
