package io.entrepot.blob.store.s3;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.OciException;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartMemoryTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void givesRoomInTheOrderItWasAskedFor() {
        var memory = new PartMemory(vertx, 100, LONG);
        assertThat(memory.take(80).succeeded()).isTrue();
        var large = memory.take(60);
        var small = memory.take(10);
        assertThat(large.isComplete()).isFalse();
        assertThat(small.isComplete()).as("waits behind the large one").isFalse();
        memory.give(80);
        assertThat(large.succeeded()).isTrue();
        assertThat(small.succeeded()).isTrue();
    }

    @Test
    void refusesAfterAWhileAndKeepsNothingForWhoeverGaveUp() {
        var memory = new PartMemory(vertx, 100, Duration.ofMillis(20));
        await(memory.take(100));
        assertThatThrownBy(() -> await(memory.take(100))).isInstanceOfSatisfying(OciException.class, refused -> {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsKey("Retry-After");
        });
        memory.give(100);
        assertThat(memory.take(100).succeeded()).isTrue();
    }

    @Test
    void letsASmallOneInWhenTheLargeOneBeforeItGaveUp() {
        var memory = new PartMemory(vertx, 100, Duration.ofMillis(50));
        await(memory.take(50));
        var large = memory.take(60);
        var small = memory.take(50);
        assertThatThrownBy(() -> await(large)).isInstanceOf(OciException.class);
        await(small);
    }
}
