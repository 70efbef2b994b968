package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.BlobFiles;
import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.wire.OciClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody else had a hand in the folder of the blobs. */
@ExtendWith(StartedRegistries.class)
@Tag("standalone") // it looks at files
class LostBytesE2E {
    private static final String REPOSITORY = "api/lost";

    private enum Damage {
        REMOVED,
        CUT_SHORT;

        void doTo(Path file) throws IOException {
            if (this == REMOVED) {
                Files.delete(file);
            } else {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() - 1);
                }
            }
        }
    }

    /** Sizes that no other test's blobs have. */
    @ParameterizedTest
    @CsvSource({"REMOVED, 5111", "CUT_SHORT, 5113", "REMOVED, 2000111", "CUT_SHORT, 2000113"})
    void lostBytesAreNoticedReportedAndHealedByTheNextPush(Damage damage, int size, RunningRegistry registry)
            throws IOException {
        var client = new OciClient(registry);
        var repository = new Repository(client, REPOSITORY);
        var blob = Blob.of("application/octet-stream", Blob.random(size, size));
        client.pushBlob(REPOSITORY, blob);
        damage.doTo(BlobFiles.ofSize(registry, size).getFirst());

        assertRefused(client.get(repository.blob(blob.digest())), 500, "UNKNOWN");

        assertThat(linesAbout(registry, blob)).hasSize(1);
        assertIsMissing(client, repository, blob);
        assertThat(client.streamBlob(REPOSITORY, blob).statusCode()).isEqualTo(201);
        assertThat(client.blob(REPOSITORY, blob.digest()).body()).isEqualTo(blob.bytes());
        assertThat(repository.push("healed", imageWith(blob)).statusCode()).isEqualTo(201);
    }

    @Test
    void aPushOfWhatNobodyKnowsToBeLostHealsItToo(RunningRegistry registry) throws IOException {
        var client = new OciClient(registry);
        var blob = Blob.of("application/octet-stream", Blob.random(5, 2_000_117));
        client.pushBlob(REPOSITORY, blob);
        Damage.REMOVED.doTo(BlobFiles.ofSize(registry, blob.size()).getFirst());

        var pushed = client.pushBlob("api/lost/other", blob);

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(client.blob(REPOSITORY, blob.digest()).body()).isEqualTo(blob.bytes());
    }

    @Test
    void whatIsKnownToBeLostIsRememberedOverARestart(OwnRegistries registries) throws IOException {
        var registry = registries.start(Map.of());
        var client = new OciClient(registry);
        var repository = new Repository(client, REPOSITORY);
        var blob = Blob.of("application/octet-stream", Blob.random(6, 70_001));
        client.pushBlob(REPOSITORY, blob);
        Damage.REMOVED.doTo(BlobFiles.ofSize(registry, blob.size()).getFirst());
        client.get(repository.blob(blob.digest()));

        registry.stop();
        registry.start();

        assertIsMissing(client, repository, blob);
    }

    private static void assertIsMissing(OciClient client, Repository repository, Blob blob) {
        assertThat(client.head(repository.blob(blob.digest())).statusCode()).isEqualTo(404);
        assertRefused(client.blob(REPOSITORY, blob.digest()), 404, "BLOB_UNKNOWN");
        assertThat(client.mount("api/lost/mounted", blob.digest(), REPOSITORY).statusCode())
                .isEqualTo(202);
        assertRefused(repository.push("lost", imageWith(blob)), 404, "MANIFEST_BLOB_UNKNOWN");
    }

    private static Blob imageWith(Blob layer) {
        return Blob.json(TestImage.MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}""".formatted(TestImage.MANIFEST, layer.descriptor(), layer.descriptor()));
    }

    private static List<String> linesAbout(RunningRegistry registry, Blob blob) throws IOException {
        try (var lines = Files.lines(registry.log())) {
            return lines.filter(line -> line.contains(blob.digest())).toList();
        }
    }
}
