package io.entrepot.kit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Readers that share a read, and a writer that doubts. */
class SharedReadTest {
    private final AtomicLong tenure = new AtomicLong(1);
    private final AtomicLong nanos = new AtomicLong();
    private final DoubtingWriter writer = new DoubtingWriter(tenure::get, nanos::get);
    private final CoherentCache<String, String> cache = new CoherentCache<>(writer, 1_000, (key, value) -> 1);

    @Test
    void readersOfOneKeyShareARead() {
        Promise<String> slow = Promise.promise();
        var reads = new AtomicInteger();
        var first = cache.load("key", () -> {
            reads.incrementAndGet();
            return slow.future();
        });
        var second = cache.load("key", () -> {
            reads.incrementAndGet();
            return slow.future();
        });
        slow.complete("value");
        assertThat(reads).hasValue(1);
        assertThat(first.result()).isEqualTo("value");
        assertThat(second.result()).isEqualTo("value");
    }

    @Test
    void whoeverReadsAfterAChangeDoesNotShareAnOlderRead() {
        Promise<String> slow = Promise.promise();
        cache.load("key", slow::future);
        cache.changed("key");
        var after = cache.load("key", () -> Future.succeededFuture("new"));
        slow.complete("old");
        assertThat(after.result()).isEqualTo("new");
        assertThat(cache.get("key")).isEqualTo("new");
    }

    @Test
    void aFailedReadIsNotShared() {
        cache.load("key", () -> Future.failedFuture("away"));
        assertThat(cache.load("key", () -> Future.succeededFuture("value")).result())
                .isEqualTo("value");
    }

    @Test
    void doubtLastsAMinuteAndLeavesNothing() {
        cache.load("key", () -> Future.succeededFuture("value"));
        writer.doubt();
        nanos.set(59_000_000_000L);
        cache.load("other", () -> Future.succeededFuture("value"));
        assertThat(cache.get("other")).isNull();
        nanos.set(61_000_000_000L);
        assertThat(cache.get("key")).isNull();
        cache.load("key", () -> Future.succeededFuture("value"));
        assertThat(cache.get("key")).isEqualTo("value");
    }
}
