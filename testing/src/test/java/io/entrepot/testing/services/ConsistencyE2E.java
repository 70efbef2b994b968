package io.entrepot.testing.services;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cluster.Cluster;
import io.entrepot.cluster.Replica;
import io.entrepot.cluster.Service;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.race.AtOnce;
import io.entrepot.testing.race.TagHistory;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one replica has answered, all the others know. Each is spoken to directly: a gateway would choose one for us. */
@Tag("services")
@ExtendWith(StartedCluster.class)
class ConsistencyE2E {
    private static final String REPOSITORY = "consistency/it";
    private static final int ROUNDS = 30;
    private static final int WRITERS = 64;
    private static final int PUSHES = 5;

    private List<OciClient> gateways;
    private List<OciClient> manifests;
    private List<OciClient> blobs;

    @BeforeEach
    void connect(Cluster cluster) {
        gateways = clients(cluster, Service.GATEWAY);
        manifests = clients(cluster, Service.MANIFEST);
        blobs = clients(cluster, Service.BLOB);
    }

    @Test
    void aPushedBlobIsThereOnEveryReplicaAtOnceAndADeletedOneOnNone() {
        for (var round = 0; round < ROUNDS; round++) {
            var blob = Blob.of("application/octet-stream", Blob.random(System.nanoTime(), 1_000));
            var writer = blobs.get(round % blobs.size());

            writer.pushBlob(REPOSITORY, blob);
            for (var reader : blobs) {
                assertThat(reader.blob(REPOSITORY, blob.digest()).body()).isEqualTo(blob.bytes());
            }
            writer.delete("/v2/" + REPOSITORY + "/blobs/" + blob.digest());
            for (var reader : blobs) {
                assertRefused(reader.blob(REPOSITORY, blob.digest()), 404, "BLOB_UNKNOWN");
            }
        }
    }

    @Test
    void aMovedTagHasMovedOnEveryReplicaAtOnceAndADeletedOneIsGone() {
        for (var round = 0; round < ROUNDS; round++) {
            var manifest = manifest("moved " + System.nanoTime());
            var writer = manifests.get(round % manifests.size());

            writer.pushManifest(REPOSITORY, "moved", manifest);
            for (var reader : manifests) {
                assertThat(reader.manifest(REPOSITORY, "moved").body()).isEqualTo(manifest.bytes());
            }
            writer.delete("/v2/" + REPOSITORY + "/manifests/moved");
            for (var reader : manifests) {
                assertRefused(reader.manifest(REPOSITORY, "moved"), 404, "MANIFEST_UNKNOWN");
            }
            writer.delete("/v2/" + REPOSITORY + "/manifests/" + manifest.digest());
            for (var reader : manifests) {
                assertRefused(reader.manifest(REPOSITORY, manifest.digest()), 404, "MANIFEST_UNKNOWN");
            }
        }
    }

    @Test
    void anUploadGoesOnAtAnotherReplicaWithEachRequest() {
        var blob = Blob.of("application/octet-stream", Blob.random(System.nanoTime(), 20_000_000));
        var session = OciClient.location(blobs.get(0).startUpload(REPOSITORY));
        var chunk = 3_333_333;

        for (var offset = 0; offset < blob.size(); offset += chunk) {
            var end = Math.min(offset + chunk, blob.size());
            var answer = blobs.get(offset / chunk % blobs.size())
                    .append(session, offset, Arrays.copyOfRange(blob.bytes(), offset, end));
            assertThat(answer.statusCode()).isEqualTo(202);
        }
        var closed = blobs.get(1).finish(session, blob.digest());

        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(blobs.get(2).blob(REPOSITORY, blob.digest()).body()).isEqualTo(blob.bytes());
    }

    @Test
    void ofTwoReplicasThatFinishOneUploadOneWins() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var start = Blob.random(System.nanoTime(), 1_500_000);
            var session = OciClient.location(blobs.get(0).startUpload(REPOSITORY));
            blobs.get(0).stream(session, start);
            var one = Blob.of("application/octet-stream", with(start, 1));
            var two = Blob.of("application/octet-stream", with(start, 2));

            var answers = AtOnce.<HttpResponse<byte[]>>run(
                    List.of(() -> finish(blobs.get(1), session, one), () -> finish(blobs.get(2), session, two)));

            assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
            assertThat(answers).allMatch(answer -> answer.statusCode() < 500);
            var winner = answers.get(0).statusCode() == 201 ? one : two;
            var loser = winner == one ? two : one;
            assertThat(blobs.get(0).blob(REPOSITORY, winner.digest()).body()).isEqualTo(winner.bytes());
            assertRefused(blobs.get(0).blob(REPOSITORY, loser.digest()), 404, "BLOB_UNKNOWN");
        }
    }

    @Test
    void ofManyWritersOfOneTagNoneIsLost() throws Exception {
        var tag = "many-" + System.nanoTime();
        var pushed = new ArrayList<String>();
        var writers = new ArrayList<Callable<List<HttpResponse<byte[]>>>>();
        for (var writer = 0; writer < WRITERS; writer++) {
            var client = gateways.get(writer % gateways.size());
            var own = new ArrayList<Blob>();
            for (var push = 0; push < PUSHES; push++) {
                own.add(manifest(tag + " " + writer + " " + push));
            }
            own.forEach(manifest -> pushed.add(manifest.digest()));
            writers.add(() -> own.stream()
                    .map(manifest -> client.pushManifest(REPOSITORY, tag, manifest))
                    .toList());
        }

        var answers = AtOnce.run(writers);

        assertThat(answers).allSatisfy(own -> assertThat(own).allMatch(answer -> answer.statusCode() == 201));
        var history = TagHistory.of(gateways.get(0), REPOSITORY, tag);
        history.assertUnbroken();
        assertThat(history.targets()).containsExactlyInAnyOrderElementsOf(pushed);
        assertThat(Blob.digest(
                        "sha256", manifests.get(0).manifest(REPOSITORY, tag).body()))
                .isEqualTo(history.targets().getLast());
    }

    private static List<OciClient> clients(Cluster cluster, Service service) {
        return cluster.replicas(service).stream()
                .map(Replica::uri)
                .map(OciClient::new)
                .toList();
    }

    /** One of its own; its only blob is there already. */
    private Blob manifest(String text) {
        var config = Blob.json("application/vnd.oci.empty.v1+json", "{}");
        gateways.get(0).pushBlob(REPOSITORY, config);
        return Blob.json(TestImage.MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[],"annotations":{"text":"%s"}}""".formatted(TestImage.MANIFEST, config.descriptor(), text));
    }

    private static byte[] with(byte[] start, int last) {
        var bytes = Arrays.copyOf(start, start.length + 1);
        bytes[start.length] = (byte) last;
        return bytes;
    }

    private static HttpResponse<byte[]> finish(OciClient client, String session, Blob blob) {
        var last = new byte[] {blob.bytes()[blob.size() - 1]};
        return client.finish(session, blob.digest(), BodyPublishers.ofByteArray(last));
    }
}
