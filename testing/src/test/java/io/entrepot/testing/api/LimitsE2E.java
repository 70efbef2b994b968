package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.json;
import static io.entrepot.testing.wire.Answers.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.testing.BlobFiles;
import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import io.entrepot.testing.wire.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes a minute or a day by default, on a registry whose limits are seconds. */
@ExtendWith(StartedRegistries.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsE2E {
    private static final String REPOSITORY = "api/limits";

    private final Blob blob = Blob.of("application/octet-stream", Blob.random(200, 3_000_000));

    private RunningRegistry registry;
    private OciClient client;

    @BeforeAll
    void start(OwnRegistries registries) {
        registry = registries.start(Map.of(
                "entrepot.upload.stall-limit", "1s",
                "entrepot.upload.idle-limit", "5s",
                "entrepot.upload.sweep-interval", "1s",
                "entrepot.manifest.stall-limit", "1s",
                "quarkus.http.read-timeout", "1s",
                "entrepot.manifest.referrers-page", "2"));
        client = new OciClient(registry);
    }

    @Test
    void aClientThatStallsIsCutOffAndItsUploadGoesOn() throws IOException {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        try (var stalling = new RawConnection(registry)) {
            stalling.head("PATCH " + session, "Content-Length: 3000000").write(blob.bytes(), 2_000_000);

            var answer = stalling.readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("BLOB_UPLOAD_INVALID");
        }

        var asked = client.get(session);
        client.append(session, 2_000_000, Arrays.copyOfRange(blob.bytes(), 2_000_000, 3_000_000));
        var closed = client.finish(session, blob.digest());

        assertThat(header(asked, "Range")).isEqualTo("0-1999999");
        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(client.blob(REPOSITORY, blob.digest()).body()).isEqualTo(blob.bytes());
    }

    @Test
    void aClientThatStallsInASmallBlobOrAManifestIsCutOff() throws IOException {
        var session = OciClient.location(client.startUpload(REPOSITORY));
        for (var request : new String[] {
            "PUT " + session + "?digest=" + blob.digest(), "PUT /v2/" + REPOSITORY + "/manifests/stalled"
        }) {
            try (var stalling = new RawConnection(registry)) {
                stalling.head(request, "Content-Length: 1000").write(blob.bytes(), 999);

                assertThat(stalling.readToEnd()).startsWith("HTTP/1.1 408 ");
            }
        }
        assertRefused(client.manifest(REPOSITORY, "stalled"), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void aClientThatNeverEndsAHeadIsCutOff() throws IOException {
        try (var stalling = new RawConnection(registry)) {
            stalling.write("GET /v2/ HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));

            assertThat(stalling.readToEnd()).isEmpty();
        }
    }

    @Test
    void soItIsAfterARequestThatItEnded() throws IOException {
        try (var stalling = new RawConnection(registry)) {
            stalling.head("GET /v2/");
            var first = stalling.readHead();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> stalling.write("x".getBytes(StandardCharsets.US_ASCII)))
                            .isInstanceOf(IOException.class));

            assertThat(first).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /token", "POST /api/v1/users", "PUT /api/v1/users/admin"})
    void aClientThatStallsInAFormOrInJsonIsCutOff(String request) throws IOException {
        try (var stalling = new RawConnection(registry)) {
            stalling.head(request, "Content-Type: application/json", "Content-Length: 1000")
                    .write("{".getBytes(StandardCharsets.US_ASCII));

            assertThat(stalling.readToEnd()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    @Tag("standalone") // it looks at files
    void anAbandonedUploadDisappears() {
        var bytes = Blob.random(201, 1_234_567);
        var session = OciClient.location(client.startUpload(REPOSITORY));
        client.stream(session, bytes);
        var untouched = OciClient.location(client.startUpload(REPOSITORY));
        assertThat(BlobFiles.ofSize(registry, bytes.length)).hasSize(1);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(BlobFiles.ofSize(registry, bytes.length)).isEmpty());
        assertRefused(client.get(session), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.stream(session, bytes), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.get(untouched), 404, "BLOB_UPLOAD_UNKNOWN");
        assertRefused(client.finish(untouched, Repository.EMPTY.digest()), 404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    @Tag("standalone") // it looks at files
    void anUploadAbandonedByAKilledProcessDisappearsToo() throws IOException {
        var bytes = Blob.random(202, 2_345_678);
        var session = OciClient.location(client.startUpload(REPOSITORY));
        try (var writing = new RawConnection(registry)) {
            writing.head("PATCH " + session, "Content-Length: 9000000").write(bytes);
            await().untilAsserted(() ->
                    assertThat(BlobFiles.ofSize(registry, bytes.length)).hasSize(1));
            registry.kill();
        }
        registry.start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(BlobFiles.ofSize(registry, bytes.length)).isEmpty());
        assertRefused(client.get(session), 404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    @Tag("standalone") // it looks at files
    void whatACrashLeftWithoutARowDisappearsAfterSomeDays() throws IOException {
        var day = DateTimeFormatter.BASIC_ISO_DATE.format(
                LocalDate.now(ZoneOffset.UTC).minusDays(10));
        var folder = Files.createDirectories(BlobFiles.root(registry).resolve(day));
        var leftover = Files.write(folder.resolve("0d3b5c3e-0000-4000-8000-000000000000-0"), new byte[10]);
        registry.stop();
        registry.start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(leftover).doesNotExist());
    }

    @Test
    void referrersComeInPages() {
        var repository = new Repository(client, REPOSITORY);
        var subject = repository.image("subject");
        for (var i = 0; i < 7; i++) {
            var artifact = repository.referrer("application/vnd.example." + i % 2 + "+json", subject);
            var distinct = Blob.json(artifact.mediaType(), artifact.text() + " ".repeat(i));
            repository.push(distinct.digest(), distinct);
        }

        assertThat(pages(subject, "")).hasSize(7).doesNotHaveDuplicates();
        assertThat(pages(subject, "?artifactType=application/vnd.example.1%2Bjson"))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    private List<String> pages(Blob subject, String query) {
        var digests = new ArrayList<String>();
        var page = client.get("/v2/" + REPOSITORY + "/referrers/" + subject.digest() + query);
        while (page.headers().firstValue("Link").isPresent()) {
            assertThat(json(page).path("manifests")).hasSize(2);
            digests.addAll(json(page).path("manifests").findValuesAsText("digest"));
            page = client.get(next(page));
            assertThat(page.headers().firstValue("OCI-Filters-Applied").isPresent())
                    .isEqualTo(!query.isEmpty());
        }
        digests.addAll(json(page).path("manifests").findValuesAsText("digest"));
        return digests;
    }
}
