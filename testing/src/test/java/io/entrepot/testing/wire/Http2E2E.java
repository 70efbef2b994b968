package io.entrepot.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients speak HTTP/2 wherever it is offered: many requests on one connection. */
@ExtendWith(StartedRegistries.class)
class Http2E2E {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private final Blob blob = Blob.of("application/octet-stream", Blob.random(60, 5_000_000));

    private RunningRegistry registry;

    @BeforeEach
    void switchToHttp2(RunningRegistry shared) throws IOException, InterruptedException {
        registry = shared;
        assertThat(send("GET", "/v2/", new byte[0]).version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void aBlobIsPushedAndPulled() throws IOException, InterruptedException {
        var session = OciClient.location(send("POST", "/v2/wire/http2/blobs/uploads/", new byte[0]));

        var pushed = send("PUT", session + "?digest=" + blob.digest(), blob.bytes());
        var pulled = send("GET", "/v2/wire/http2/blobs/" + blob.digest(), new byte[0]);

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(pulled.body()).isEqualTo(blob.bytes());
    }

    @Test
    void aBodyThatIsNotWantedEndsOneRequestAndNotTheConnection() throws IOException, InterruptedException {
        var refused = send("PUT", "/v2/wire/http2/manifests/large", blob.bytes());
        var next = send("GET", "/v2/", new byte[0]);

        Answers.assertRefused(refused, 413, "SIZE_INVALID");
        assertThat(next.statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(registry.uri().resolve(path))
                .timeout(Duration.ofMinutes(1))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        registry.authorization(path).ifPresent(shown -> request.header("Authorization", shown));
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }
}
