package io.entrepot.testing.identity;

import static io.entrepot.testing.wire.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The keys that sign tokens change while clients are at work, and none of them notices. */
@ExtendWith(StartedRegistries.class)
class KeyRotationE2E {
    private static final int REPLICAS = 3;
    private static final int CLIENTS = 4;
    private static final int ROTATIONS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SCOPE = "repository:rotation/app:pull,push";

    private final TestImage image = TestImage.of(14, 1, 1_000, Packing.GZIP);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Set<String> signedBy = ConcurrentHashMap.newKeySet();

    @Test
    void noRequestFailsWhileTheyRotate(OwnRegistries registries) throws InterruptedException {
        var registry = new ClosedRegistry(registries.start(
                REPLICAS, Map.of("entrepot.identity.open", "false", "entrepot.identity.key-lead", "PT5S")));
        registry.user("rotator");
        registry.let("user:rotator", "rotation/**", "pull", "push");
        registry.administrator().push("rotation/app", "1", image);

        var clients = start(registry);
        try {
            for (var rotation = 0; rotation < ROTATIONS; rotation++) {
                rotate(registry);
            }
        } finally {
            stopping.set(true);
            for (var client : clients) {
                client.join();
            }
        }

        assertThat(complaints).isEmpty();
        assertThat(signedBy).hasSizeGreaterThan(ROTATIONS);
    }

    private List<Thread> start(ClosedRegistry registry) {
        var clients = new ArrayList<Thread>();
        for (var i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofPlatform().name("client-" + i).start(() -> work(registry)));
        }
        return clients;
    }

    /** Returns when tokens are signed by the new key. */
    private void rotate(ClosedRegistry registry) {
        var made = registry.administrator().send("POST", "/api/v1/keys", BodyPublishers.noBody());
        assertThat(made.statusCode()).isEqualTo(201);
        var kid = json(made).path("kid").asText();
        await().atMost(PATIENCE).until(() -> signedBy.contains(kid));
    }

    /** A new token for each round, and the first one all along. */
    private void work(ClosedRegistry registry) {
        try {
            var first = registry.holder("rotator", SCOPE);
            while (!stopping.get()) {
                var token = registry.token(ClosedRegistry.basic("rotator", ClosedRegistry.PASSWORD), SCOPE);
                signedBy.add(keyOf(token));
                round(registry.client().showing("Bearer " + token));
                round(first);
            }
        } catch (RuntimeException | AssertionError e) {
            complaints.add(e.toString());
        }
    }

    private void round(OciClient client) {
        expect(200, client.get("/v2/").statusCode());
        expect(200, client.manifest("rotation/app", "1").statusCode());
        expect(200, client.get("/v2/rotation/app/tags/list").statusCode());
        for (var blob : image.blobs()) {
            expect(200, client.blob("rotation/app", blob.digest()).statusCode());
            expect(201, client.pushBlob("rotation/app", blob).statusCode());
        }
        expect(201, client.pushManifest("rotation/app", "1", image.root()).statusCode());
    }

    private void expect(int status, int answered) {
        if (answered != status) {
            complaints.add("answered " + answered);
        }
    }

    private static String keyOf(String token) {
        var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        var text = new String(header, StandardCharsets.UTF_8);
        return text.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }
}
