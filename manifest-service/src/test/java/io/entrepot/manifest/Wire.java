package io.entrepot.manifest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;

/** A client of the registry under test. */
final class Wire {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    static HttpResponse<byte[]> get(String path, String... headers) {
        return send(request("GET", path, BodyPublishers.noBody(), headers));
    }

    static HttpResponse<byte[]> getAt(URI address) {
        return send(HttpRequest.newBuilder(address).build());
    }

    static HttpResponse<byte[]> head(String path, String... headers) {
        return send(request("HEAD", path, BodyPublishers.noBody(), headers));
    }

    static HttpResponse<byte[]> delete(String path, String... headers) {
        return send(request("DELETE", path, BodyPublishers.noBody(), headers));
    }

    static HttpResponse<byte[]> put(String path, byte[] body, String... headers) {
        return send(request("PUT", path, BodyPublishers.ofByteArray(body), headers));
    }

    static HttpResponse<byte[]> put(String path, String body, String... headers) {
        return put(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static HttpResponse<byte[]> post(String path, String body, String... headers) {
        return send(request("POST", path, BodyPublishers.ofString(body), headers));
    }

    static CompletableFuture<HttpResponse<byte[]>> putAsync(String path, String body, String... headers) {
        return sendAsync(request("PUT", path, BodyPublishers.ofString(body), headers));
    }

    static CompletableFuture<HttpResponse<byte[]>> deleteAsync(String path) {
        return sendAsync(request("DELETE", path, BodyPublishers.noBody()));
    }

    /** The status of a GET that a careful client wouldn't send. */
    static int rawGet(String path) {
        try (var socket = new Socket("localhost", port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    static JsonObject json(HttpResponse<byte[]> response) {
        return new JsonObject(text(response));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .method(method, body);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private static CompletableFuture<HttpResponse<byte[]>> sendAsync(HttpRequest request) {
        return CLIENT.sendAsync(request, BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
