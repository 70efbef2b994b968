package io.entrepot.testing.services;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.cluster.Cluster;
import io.entrepot.cluster.Replica;
import io.entrepot.cluster.Service;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lines of the table "What works when what is down" in docs/operations.md, each by stopping that thing. */
@Tag("services")
@ExtendWith(StartedCluster.class)
class DegradedE2E {
    private static final String REPOSITORY = "degraded/it";
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    /** With a layer that is too big to be kept in memory anywhere. */
    private final TestImage image = TestImage.of(System.nanoTime(), 1, 3_000_000, Packing.GZIP);

    private final Blob layer = image.blobs().stream()
            .filter(blob -> blob.size() > 1_000_000)
            .findFirst()
            .orElseThrow();

    private Cluster cluster;
    private OciClient client;

    @BeforeEach
    void pushAnImage(Cluster shared) {
        cluster = shared;
        client = new OciClient(cluster.uri());
        assertThat(client.push(REPOSITORY, "1", image).statusCode()).isEqualTo(201);
    }

    @Test
    void withoutTheBlobServiceManifestsServe() throws Exception {
        var others = pids(Service.GATEWAY, Service.MANIFEST);
        haltAll(Service.BLOB);
        try {
            assertManifestsServe();
            assertUnavailable(client.blob(REPOSITORY, layer.digest()));
            assertUnavailable(client.startUpload(REPOSITORY));
            assertUnavailable(client.pushManifest(REPOSITORY, "2", image.root()));
        } finally {
            startAll(Service.BLOB);
        }

        awaitPushAndPull();
        assertThat(pids(Service.GATEWAY, Service.MANIFEST)).isEqualTo(others);
    }

    @Test
    void withoutTheManifestServiceBlobsServe() throws Exception {
        var others = pids(Service.GATEWAY, Service.BLOB);
        haltAll(Service.MANIFEST);
        try {
            assertBlobsServe();
            var pushed = Blob.of("application/octet-stream", Blob.random(System.nanoTime(), 2_000_000));
            assertThat(client.streamBlob(REPOSITORY, pushed).statusCode()).isEqualTo(201);
            assertUnavailable(client.manifest(REPOSITORY, "1"));
            assertUnavailable(client.pushManifest(REPOSITORY, "2", image.root()));
            assertUnavailable(client.get("/v2/" + REPOSITORY + "/tags/list"));
            assertUnavailable(client.delete("/v2/" + REPOSITORY + "/blobs/" + layer.digest()));
        } finally {
            startAll(Service.MANIFEST);
        }

        awaitPushAndPull();
        assertThat(pids(Service.GATEWAY, Service.BLOB)).isEqualTo(others);
    }

    @Test
    void withoutTheDatabaseEveryRequestIsRefusedAndNothingHasToBeRestarted() {
        var all = pids(Service.values());
        cluster.database().stop();
        try {
            assertThat(client.get("/v2/").statusCode()).isEqualTo(200);
            assertUnavailable(client.manifest(REPOSITORY, "1"));
            assertUnavailable(client.blob(REPOSITORY, layer.digest()));
            assertUnavailable(client.pushManifest(REPOSITORY, "2", image.root()));
            assertUnavailable(client.get("/v2/_catalog"));
            assertUnavailable(client.mount("degraded/other", layer.digest(), REPOSITORY));
        } finally {
            cluster.database().start();
        }

        awaitPushAndPull();
        assertThat(pids(Service.values())).isEqualTo(all);
    }

    @Test
    void withoutTheObjectStoreManifestsServeAndBlobsAreRefused() throws Exception {
        var all = pids(Service.values());
        var objectStore = cluster.objectStore().orElseThrow();
        var session = OciClient.location(client.startUpload(REPOSITORY));
        objectStore.process().halt();
        try {
            assertManifestsServe();
            assertThat(client.head("/v2/" + REPOSITORY + "/blobs/" + layer.digest())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.pushManifest(REPOSITORY, "2", image.root()).statusCode())
                    .isEqualTo(201);
            assertUnavailable(client.blob(REPOSITORY, layer.digest()));
            var pushed = Blob.of("application/octet-stream", Blob.random(System.nanoTime(), 100_000));
            assertUnavailable(client.finish(session, pushed.digest(), BodyPublishers.ofByteArray(pushed.bytes())));
        } finally {
            objectStore.start();
        }

        awaitPushAndPull();
        assertThat(pids(Service.values())).isEqualTo(all);
    }

    @Test
    void anObjectThatIsLostIsReportedAndHealedByTheNextPush() throws Exception {
        var lost = Blob.of("application/octet-stream", Blob.random(System.nanoTime(), 2_222_222));
        client.streamBlob(REPOSITORY, lost);
        try (var objects = new StoredObjects(cluster)) {
            objects.deleteThoseOfSize(lost.size());
        }

        var failed = client.blob(REPOSITORY, lost.digest());
        var asked = client.head("/v2/" + REPOSITORY + "/blobs/" + lost.digest());
        client.streamBlob(REPOSITORY, lost);

        assertThat(failed.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(asked.statusCode()).isEqualTo(404);
        assertThat(client.blob(REPOSITORY, lost.digest()).body()).isEqualTo(lost.bytes());
    }

    private void assertManifestsServe() {
        assertThat(client.manifest(REPOSITORY, "1").body())
                .isEqualTo(image.root().bytes());
        assertThat(client.manifest(REPOSITORY, image.root().digest()).statusCode())
                .isEqualTo(200);
        assertThat(client.get("/v2/" + REPOSITORY + "/tags/list").statusCode()).isEqualTo(200);
        assertThat(client.get("/v2/_catalog").statusCode()).isEqualTo(200);
        assertThat(client.get("/v2/" + REPOSITORY + "/referrers/" + image.root().digest())
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.get("/api/v1/repositories/" + REPOSITORY + "/tags/1/history")
                        .statusCode())
                .isEqualTo(200);
    }

    private void assertBlobsServe() {
        for (var blob : image.blobs()) {
            assertThat(client.blob(REPOSITORY, blob.digest()).body()).isEqualTo(blob.bytes());
        }
    }

    /** Refused in the registry's words, with the time to come again. */
    private static void assertUnavailable(HttpResponse<byte[]> answer) {
        assertRefused(answer, 503, "UNAVAILABLE");
        assertThat(header(answer, "Retry-After")).matches("[1-9][0-9]*");
    }

    private void awaitPushAndPull() {
        var next = TestImage.of(System.nanoTime(), 2, 1_500_000, Packing.GZIP);
        var patient = new PatientClient(cluster.uri());
        await().atMost(RECOVERY).untilAsserted(() -> {
            for (var blob : next.blobs()) {
                assertThat(patient.pushStreamed(REPOSITORY, blob).statusCode()).isEqualTo(201);
            }
            assertThat(patient.pushManifest(REPOSITORY, "3", next.root()).statusCode())
                    .isEqualTo(201);
            assertManifestsServe();
            assertBlobsServe();
        });
    }

    private void haltAll(Service service) {
        cluster.replicas(service).forEach(replica -> replica.process().halt());
    }

    private void startAll(Service service) throws InterruptedException {
        cluster.replicas(service).forEach(replica -> replica.process().start());
        for (var replica : cluster.replicas(service)) {
            replica.awaitReady();
        }
    }

    private List<OptionalLong> pids(Service... services) {
        return List.of(services).stream()
                .flatMap(service -> cluster.replicas(service).stream())
                .map(Replica::process)
                .map(process -> process.pid())
                .toList();
    }
}
