package io.entrepot.testing.identity;

import static io.entrepot.testing.wire.OciClient.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.image.Blob;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An upload is its beginner's own, for as long as it takes. */
@ExtendWith({ClosedRegistries.class, StartedRegistries.class})
class UploadE2E {
    private static final Blob BLOB = Blob.of("application/octet-stream", Blob.random(12, 1_000));

    @Test
    void nobodyElseCanUseItsSession(ClosedRegistry registry) {
        registry.user("one");
        registry.user("two");
        registry.let("user:one", "uploads/**", "pull", "push");
        registry.let("user:two", "uploads/**", "pull", "push");
        var one = registry.holder("one", "repository:uploads/app:pull,push");
        var two = registry.holder("two", "repository:uploads/app:pull,push");
        var session = location(one.startUpload("uploads/app"));

        assertThat(two.stream(session, BLOB.bytes()).statusCode()).isEqualTo(404);
        assertThat(two.get(session).statusCode()).isEqualTo(404);
        assertThat(two.delete(session).statusCode()).isEqualTo(404);
        assertThat(registry.administrator().get(session).statusCode()).isEqualTo(404);
        assertThat(one.stream(session, BLOB.bytes()).statusCode()).isEqualTo(202);
        assertThat(one.finish(session, BLOB.digest()).statusCode()).isEqualTo(201);
    }

    @Test
    void itMayTakeLongerThanItsToken(OwnRegistries registries) {
        var registry = new ClosedRegistry(registries.start(Map.of("entrepot.identity.token-lifetime", "PT3S")));
        registry.user("slow");
        registry.let("user:slow", "slow/**", "pull", "push");
        var slow = registry.holder("slow", "repository:slow/app:pull,push");
        var finished = location(slow.startUpload("slow/app"));
        var refused = location(slow.startUpload("slow/app"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(slow.get("/v2/").statusCode()).isEqualTo(401));

        assertThat(slow.startUpload("slow/app").statusCode()).isEqualTo(401);
        var younger = location(
                registry.holder("slow", "repository:slow/app:pull,push").startUpload("slow/app"));
        assertThat(slow.stream(younger, BLOB.bytes()).statusCode()).isEqualTo(404);
        assertThat(slow.stream(finished, BLOB.bytes()).statusCode()).isEqualTo(202);
        assertThat(slow.finish(finished, BLOB.digest()).statusCode()).isEqualTo(201);
        assertThat(slow.stream(refused, BLOB.bytes()).statusCode()).isEqualTo(202);
        registry.disable("slow");
        assertThat(slow.finish(refused, BLOB.digest()).statusCode()).isEqualTo(401);
    }
}
