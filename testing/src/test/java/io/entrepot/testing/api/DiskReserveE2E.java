package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartedRegistries.class)
@Tag("standalone") // only it keeps blobs on a disk of its own
class DiskReserveE2E {
    @Test
    void belowTheReservePushesAreRefusedAndPullsAndDeletesGoOn(OwnRegistries registries) {
        var registry = registries.start(Map.of());
        var repository = new Repository(new OciClient(registry), "api/disk");
        var image = repository.image("disk");
        repository.push("1", image);
        var session = OciClient.location(repository.client().startUpload("api/disk"));

        registry.stop();
        registry.start(Map.of("entrepot.disk.reserve", "1000000G"));
        var blob = Blob.of("application/octet-stream", Blob.random(210, 10));
        var refused = List.of(
                repository.push("2", image),
                repository.client().startUpload("api/disk"),
                repository.client().mount("api/disk-2", Repository.EMPTY.digest(), "api/disk"),
                repository.client().stream(session, blob.bytes()),
                repository.client().finish(session, blob.digest(), BodyPublishers.ofByteArray(blob.bytes())));

        for (var answer : refused) {
            assertRefused(answer, 503, "UNAVAILABLE");
            assertThat(header(answer, "Retry-After")).isEqualTo("30");
        }
        assertThat(repository.get("1").body()).isEqualTo(image.bytes());
        assertThat(repository
                        .client()
                        .blob("api/disk", Repository.EMPTY.digest())
                        .body())
                .isEqualTo(Repository.EMPTY.bytes());
        assertThat(repository.client().get("/v2/api/disk/tags/list").statusCode())
                .isEqualTo(200);
        assertThat(repository.delete("1").statusCode()).isEqualTo(202);
        assertThat(registry.endOfLog()).contains("pushes are refused").contains("entrepot.disk.reserve");
    }
}
