package io.entrepot.blob;

import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of the Distribution API, as plain as it gets. */
public final class Wire {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    private static HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static CompletableFuture<HttpResponse<byte[]>> sendAsync(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    public static HttpResponse<byte[]> begin(URI registry, RepositoryName repository) {
        return send(
                to(registry.resolve("/v2/" + repository + "/blobs/uploads/")).POST(BodyPublishers.noBody()));
    }

    /** The path of an upload, for any replica. */
    public static String session(URI registry, RepositoryName repository) {
        return location(begin(registry, repository));
    }

    public static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** A body of no announced length. */
    public static HttpResponse<byte[]> patch(URI registry, String session, byte[] bytes, int from, int to) {
        return send(to(registry.resolve(session)).method("PATCH", streamed(bytes, from, to)));
    }

    /** A chunk that says where it belongs. */
    public static HttpResponse<byte[]> chunk(URI registry, String session, byte[] bytes, int from, int to) {
        return send(to(registry.resolve(session))
                .header("Content-Range", from + "-" + (to - 1))
                .method("PATCH", BodyPublishers.ofByteArray(bytes, from, to - from)));
    }

    private static BodyPublisher streamed(byte[] bytes, int from, int to) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes, from, to - from));
    }

    public static HttpRequest.Builder closing(URI registry, String session, Digest digest, BodyPublisher body) {
        return to(registry.resolve(session + "?digest=" + digest)).PUT(body);
    }

    public static HttpResponse<byte[]> close(URI registry, String session, Digest digest, byte[] bytes) {
        return send(closing(registry, session, digest, BodyPublishers.ofByteArray(bytes)));
    }

    /** The bytes an open upload has. */
    public static int received(URI registry, String session) {
        var range = send(to(registry.resolve(session)).GET())
                .headers()
                .firstValue("Range")
                .orElseThrow();
        var last = Integer.parseInt(range.substring(range.indexOf('-') + 1));
        return last == 0 ? 0 : last + 1;
    }

    public static HttpResponse<byte[]> ask(URI registry, String session) {
        return send(to(registry.resolve(session)).GET());
    }

    /** The whole of a blob in the simplest way. */
    public static HttpResponse<byte[]> push(URI registry, RepositoryName repository, byte[] bytes) {
        return close(registry, session(registry, repository), Sample.digest(bytes), bytes);
    }

    private static HttpRequest.Builder blob(URI registry, RepositoryName repository, Digest digest) {
        return to(registry.resolve("/v2/" + repository + "/blobs/" + digest));
    }

    public static HttpResponse<byte[]> get(URI registry, RepositoryName repository, Digest digest) {
        return send(blob(registry, repository, digest).GET());
    }

    public static HttpResponse<byte[]> get(URI registry, RepositoryName repository, Digest digest, String range) {
        return send(blob(registry, repository, digest).header("Range", range).GET());
    }

    public static HttpResponse<byte[]> head(URI registry, RepositoryName repository, Digest digest) {
        return send(blob(registry, repository, digest).HEAD());
    }

    public static HttpResponse<byte[]> get(URI address, String... headers) {
        return send(
                headers.length == 0
                        ? to(address).GET()
                        : to(address).headers(headers).GET());
    }
}
