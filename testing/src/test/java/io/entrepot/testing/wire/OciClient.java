package io.entrepot.testing.wire;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.Secrets;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** As much of a client as the tests need: each method is one request, or says so; nothing is checked here. */
public final class OciClient {
    private final URI registry;
    private final Function<String, Optional<String>> authorization;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** One that is logged in as the registry's administrator, where one has to. */
    public OciClient(RunningRegistry registry) {
        this(registry.uri(), registry::authorization);
    }

    /** One that shows nothing. */
    public OciClient(URI registry) {
        this(registry, path -> Optional.empty());
    }

    /** @param authorization what it shows with a request of a path */
    private OciClient(URI registry, Function<String, Optional<String>> authorization) {
        this.registry = registry;
        this.authorization = authorization;
    }

    /** One that shows this {@code Authorization} with each request. */
    public OciClient showing(String shown) {
        return new OciClient(registry, path -> Optional.of(shown));
    }

    /** One request; the headers are names and values in turn. */
    public HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(registry.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        authorization.apply(path).ifPresent(shown -> request.header("Authorization", shown));
        try {
            var built = request.build();
            built.headers().allValues("Authorization").forEach(Secrets::show);
            var answer = http.send(built, BodyHandlers.ofByteArray());
            if (!path.startsWith("/v2/")) {
                Secrets.receive(answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public HttpResponse<byte[]> head(String path, String... headers) {
        return send("HEAD", path, BodyPublishers.noBody(), headers);
    }

    public HttpResponse<byte[]> delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public HttpResponse<byte[]> startUpload(String repository) {
        return send("POST", "/v2/" + repository + "/blobs/uploads/", BodyPublishers.noBody());
    }

    public HttpResponse<byte[]> mount(String repository, String digest, String from) {
        return send(
                "POST",
                "/v2/%s/blobs/uploads/?mount=%s&from=%s".formatted(repository, digest, from),
                BodyPublishers.noBody());
    }

    /** Two requests: POST, then PUT with the bytes. */
    public HttpResponse<byte[]> pushBlob(String repository, Blob blob) {
        return finish(location(startUpload(repository)), blob.digest(), BodyPublishers.ofByteArray(blob.bytes()));
    }

    public HttpResponse<byte[]> append(String session, int offset, byte[] bytes) {
        return send(
                "PATCH",
                session,
                BodyPublishers.ofByteArray(bytes),
                "Content-Type",
                "application/octet-stream",
                "Content-Range",
                offset + "-" + (offset + bytes.length - 1));
    }

    /** A PATCH of unknown length, as most clients push a layer. */
    public HttpResponse<byte[]> stream(String session, byte[] bytes) {
        return send(
                "PATCH",
                session,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                "Content-Type",
                "application/octet-stream");
    }

    public HttpResponse<byte[]> finish(String session, String digest, BodyPublisher rest, String... headers) {
        var separator = session.contains("?") ? "&" : "?";
        return send("PUT", session + separator + "digest=" + digest, rest, with(headers, "application/octet-stream"));
    }

    public HttpResponse<byte[]> finish(String session, String digest) {
        return finish(session, digest, BodyPublishers.noBody());
    }

    /** Three requests: POST, a streamed PATCH, PUT. */
    public HttpResponse<byte[]> streamBlob(String repository, Blob blob) {
        var streamed = stream(location(startUpload(repository)), blob.bytes());
        return finish(location(streamed), blob.digest());
    }

    public HttpResponse<byte[]> pushManifest(String repository, String reference, Blob manifest, String... headers) {
        return send(
                "PUT",
                "/v2/" + repository + "/manifests/" + reference,
                BodyPublishers.ofByteArray(manifest.bytes()),
                with(headers, manifest.mediaType()));
    }

    private static String[] with(String[] headers, String contentType) {
        var all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = contentType;
        return all;
    }

    /** All its requests; the last is that of the tag, whose answer is returned. */
    public HttpResponse<byte[]> push(String repository, String tag, TestImage image) {
        image.blobs().forEach(blob -> pushBlob(repository, blob));
        for (var manifest : image.manifests()) {
            pushManifest(repository, manifest.digest(), manifest);
        }
        return pushManifest(repository, tag, image.root());
    }

    public HttpResponse<byte[]> manifest(String repository, String reference) {
        return get(
                "/v2/" + repository + "/manifests/" + reference, "Accept", TestImage.MANIFEST + "," + TestImage.INDEX);
    }

    public HttpResponse<byte[]> blob(String repository, String digest) {
        return get("/v2/" + repository + "/blobs/" + digest);
    }

    /** Where an answer says to go on: path and query, from a relative or a full Location. */
    public static String location(HttpResponse<?> response) {
        var location =
                response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
        return location.getRawPath() + (location.getRawQuery() == null ? "" : "?" + location.getRawQuery());
    }
}
