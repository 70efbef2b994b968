package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A short life of a registry from which the JVM learns what to have ready at the next start: pushes and pulls that go
 * through every usual path. What they are answered is the tests' business, not this one's.
 */
final class Rehearsal implements Runnable {

    private static final int ROUNDS = 150;
    private static final int LARGE = 3 << 20;
    private static final String REPOSITORY = "/v2/rehearsal/app";
    private static final String TOKEN = "/token?service=entrepot&scope=repository:rehearsal/app:pull,push,delete";
    private static final String AUTHORIZATION = "Authorization";
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final @Nullable String basic;
    private @Nullable String bearer;

    /** Nobody logs in where there is no login. */
    Rehearsal(int port, FirstLogin.@Nullable Credentials login) {
        this.base = "http://127.0.0.1:" + port;
        this.basic = login == null ? null : basic(login);
    }

    private static String basic(FirstLogin.Credentials login) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((login.name() + ":" + login.password()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void run() {
        try {
            call("GET", "/v2/");
            for (int round = 0; round < ROUNDS; round++) {
                logIn();
                push(round);
            }
            pushLarge();
            bearer = null;
            call("GET", "/v2/_catalog");
            call("GET", "/api/v1/users");
            call("GET", "/no/such/page");
        } catch (IOException failure) {
            throw new Refusal("the rehearsal was cut short: " + failure.getMessage());
        }
    }

    private void logIn() throws IOException {
        if (basic != null) {
            var answer = send(HttpRequest.newBuilder(URI.create(base + TOKEN)).header(AUTHORIZATION, basic));
            bearer = "Bearer " + new JsonObject(answer.body()).getString("token");
        }
    }

    private void push(int round) throws IOException {
        var layer = ("layer " + round).getBytes(StandardCharsets.UTF_8);
        var digest = digest(layer);
        call("HEAD", REPOSITORY + "/blobs/" + digest);
        call("POST", REPOSITORY + "/blobs/uploads/?digest=" + digest, layer, "application/octet-stream");
        pushInTwoRequests("{}".getBytes(StandardCharsets.UTF_8));
        var manifest = manifest(digest, layer.length);
        call("PUT", REPOSITORY + "/manifests/tag" + round, manifest, MANIFEST_TYPE);
        call("HEAD", REPOSITORY + "/manifests/tag" + round);
        call("GET", REPOSITORY + "/manifests/tag" + round);
        call("GET", REPOSITORY + "/manifests/" + digest(manifest));
        call("GET", REPOSITORY + "/blobs/" + digest);
        call("GET", REPOSITORY + "/tags/list?n=100");
        call("GET", REPOSITORY + "/referrers/" + digest(manifest));
        if (round % 2 == 1) {
            call("DELETE", REPOSITORY + "/manifests/tag" + round);
        }
    }

    private void pushInTwoRequests(byte[] bytes) throws IOException {
        var session = call("POST", REPOSITORY + "/blobs/uploads/", new byte[0], "application/octet-stream");
        if (session != null) {
            call("PUT", session + "?digest=" + digest(bytes), bytes, "application/octet-stream");
        }
    }

    private void pushLarge() throws IOException {
        var bytes = new byte[LARGE];
        var session = call("POST", REPOSITORY + "/blobs/uploads/", new byte[0], "application/octet-stream");
        if (session != null) {
            var next = call("PATCH", session, bytes, "application/octet-stream");
            if (next != null) {
                call("PUT", next + "?digest=" + digest(bytes), new byte[0], "application/octet-stream");
            }
        }
        call("GET", REPOSITORY + "/blobs/" + digest(bytes));
    }

    private static byte[] manifest(String layer, int size) {
        var config = "{}".getBytes(StandardCharsets.UTF_8);
        return """
                {"schemaVersion":2,"mediaType":"%s",
                "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":%d},
                "layers":[{"mediaType":"application/octet-stream","digest":"%s","size":%d}]}
                """.formatted(MANIFEST_TYPE, digest(config), config.length, layer, size)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has SHA-256
        }
    }

    private void call(String method, String path) throws IOException {
        exchange(method, path, null, "");
    }

    /** The Location of the answer, if it has one. */
    private @Nullable String call(String method, String path, byte[] body, String type) throws IOException {
        return exchange(method, path, body, type);
    }

    private @Nullable String exchange(String method, String path, byte @Nullable [] body, String type)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        var shown = bearer == null ? basic : bearer;
        if (shown != null) {
            request.header(AUTHORIZATION, shown);
        }
        return send(request).headers().firstValue("Location").orElse(null);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
