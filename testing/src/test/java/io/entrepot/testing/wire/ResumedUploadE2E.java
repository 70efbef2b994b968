package io.entrepot.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.image.Blob;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartedRegistries.class)
class ResumedUploadE2E {
    private static final int CHUNK = 1_500_000;

    private final Blob layer = Blob.of("application/octet-stream", Blob.random(31, 4_000_000));

    @Test
    void aPushThatBrokeOffGoesOnWhereItStands(RunningRegistry registry) throws IOException {
        var client = new OciClient(registry);
        var session = OciClient.location(client.startUpload("wire/resume"));
        try (var broken = new BrokenUpload(registry, session, layer.bytes(), 2_500_000)) {
            assertThat(broken).isNotNull();
        }

        var closed = resume(client, session);

        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(client.blob("wire/resume", layer.digest()).body()).isEqualTo(layer.bytes());
    }

    @Test
    void aPushGoesOnAfterTheRegistryWasRestarted(OwnRegistries registries) {
        var registry = registries.start(Map.of());
        var client = new OciClient(registry);
        var session = uploadChunk(client, "wire/restart");

        var exitCode = registry.stop();
        registry.start();
        var closed = resume(client, session);

        assertThat(exitCode).isEqualTo(0);
        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(client.blob("wire/restart", layer.digest()).body()).isEqualTo(layer.bytes());
    }

    @Test
    void aPushGoesOnAfterTheRegistryWasKilled(OwnRegistries registries) throws IOException {
        var registry = registries.start(Map.of());
        var client = new OciClient(registry);
        var session = uploadChunk(client, "wire/kill");
        try (var broken = new BrokenUpload(registry, session, layer.bytes(), 0)) {
            assertThat(broken).isNotNull();
            registry.kill();
        }

        registry.start();
        var closed = resume(client, session);

        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(client.blob("wire/kill", layer.digest()).body()).isEqualTo(layer.bytes());
    }

    private String uploadChunk(OciClient client, String repository) {
        var session = OciClient.location(client.startUpload(repository));
        return OciClient.location(client.append(session, 0, Arrays.copyOf(layer.bytes(), CHUNK)));
    }

    /** As clients do it: again while the broken request is still being ended. */
    private HttpResponse<byte[]> resume(OciClient client, String session) {
        var appended = await().until(() -> appendRest(client, session), answer -> answer.statusCode() == 202);
        return client.finish(OciClient.location(appended), layer.digest(), BodyPublishers.noBody());
    }

    private HttpResponse<byte[]> appendRest(OciClient client, String session) {
        var status = client.get(session);
        assertThat(status.statusCode()).isEqualTo(204);
        var offset = offset(status);
        return client.append(
                OciClient.location(status), offset, Arrays.copyOfRange(layer.bytes(), offset, layer.size()));
    }

    /** {@code Range: 0-0} is said of a session with one byte and of one with none; nobody here ever sends one byte. */
    private static int offset(HttpResponse<?> status) {
        var range = status.headers().firstValue("Range").orElseThrow();
        var last = Integer.parseInt(range.substring(range.indexOf('-') + 1));
        return last == 0 ? 0 : last + 1;
    }
}
