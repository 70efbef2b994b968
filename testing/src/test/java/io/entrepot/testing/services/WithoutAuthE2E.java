package io.entrepot.testing.services;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.cluster.Cluster;
import io.entrepot.cluster.Options;
import io.entrepot.cluster.Replica;
import io.entrepot.cluster.Service;
import io.entrepot.testing.Checkout;
import io.entrepot.testing.Trees;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** While auth-service is down, those who have a token go on, and nobody else gets in. */
@Tag("services")
class WithoutAuthE2E {
    private static final String SCOPE = "repository:without/auth:pull,push";
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final TestImage image = TestImage.of(16, 1, 1_500_000, Packing.GZIP);
    private Path data;
    private Cluster cluster;
    private String basic;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        data = Files.createTempDirectory("entrepot-cluster-");
        var options = new Options(2, 0, data, false, null, Map.of(), List.of("-XX:TieredStopAtLevel=1"));
        cluster = Cluster.start(Checkout.find().root(), options, said::add);
        var secret = "admin:" + cluster.logins().orElseThrow().password();
        basic = "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws IOException {
        cluster.close();
        Trees.delete(data);
    }

    @Test
    void tokensGoOnAndLoginsWait() throws InterruptedException {
        var stranger = new OciClient(cluster.uri());
        holder().push("without/auth", "1", image);
        var unused = holder(); // of which nobody remembers that it was verified
        var others = pids();
        cluster.replicas(Service.AUTH).forEach(replica -> replica.process().halt());
        try {
            var pushed = Blob.of("application/octet-stream", Blob.random(17, 2_000_000));
            assertThat(unused.get("/v2/").statusCode()).isEqualTo(200);
            assertThat(unused.manifest("without/auth", "1").body())
                    .isEqualTo(image.root().bytes());
            for (var blob : image.blobs()) {
                assertThat(unused.blob("without/auth", blob.digest()).body()).isEqualTo(blob.bytes());
            }
            assertThat(unused.streamBlob("without/auth", pushed).statusCode()).isEqualTo(201);
            assertThat(unused.pushManifest("without/auth", "2", image.root()).statusCode())
                    .isEqualTo(201);
            assertThat(unused.manifest("without/other", "1").statusCode()).isEqualTo(401);
            assertThat(stranger.get("/v2/").statusCode()).isEqualTo(401);
            for (var path : List.of("/v2/", "/v2/without/auth/tags/list", "/token?service=entrepot", "/api/v1/users")) {
                var answer = stranger.showing(basic).get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(header(answer, "Retry-After")).matches("[1-9][0-9]*");
            }
            assertRefused(stranger.showing(basic).get("/v2/"), 503, "UNAVAILABLE");
        } finally {
            cluster.replicas(Service.AUTH).forEach(replica -> replica.process().start());
        }
        for (var replica : cluster.replicas(Service.AUTH)) {
            replica.awaitReady();
        }

        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(holder().manifest("without/auth", "2").statusCode())
                                .isEqualTo(200));
        assertThat(pids()).isEqualTo(others);
    }

    private OciClient holder() {
        var client = new OciClient(cluster.uri());
        var answer = client.get("/token?service=entrepot&scope=" + SCOPE, "Authorization", basic);
        assertThat(answer.statusCode()).as(() -> String.join("\n", said)).isEqualTo(200);
        return client.showing("Bearer " + json(answer).path("token").asText());
    }

    private List<OptionalLong> pids() {
        return cluster.replicas().stream()
                .filter(replica -> !cluster.replicas(Service.AUTH).contains(replica))
                .map(Replica::process)
                .map(process -> process.pid())
                .toList();
    }
}
