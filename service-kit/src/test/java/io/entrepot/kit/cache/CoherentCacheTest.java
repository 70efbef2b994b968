package io.entrepot.kit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoherentCacheTest {
    private final AtomicLong tenure = new AtomicLong(1);
    private final CoherentCache<String, String> cache = new CoherentCache<>(tenure::get, 1_000, (key, value) -> 1);

    @Test
    void remembersWhatWasRead() {
        cache.begin("tag").put("old");
        assertThat(cache.get("tag")).isEqualTo("old");
        assertThat(cache.get("other")).isNull();
    }

    @Test
    void forgetsWhatChanged() {
        cache.begin("tag").put("old");
        cache.changed("tag");
        assertThat(cache.get("tag")).isNull();
    }

    @Test
    void doesNotPutInWhatAChangeOvertook() {
        var fill = cache.begin("tag");
        cache.changed("tag");
        fill.put("old");
        assertThat(cache.get("tag")).isNull();
    }

    @Test
    void keepsTheNewerValueWhenAnOvertakenFillComesLate() {
        var late = cache.begin("tag");
        cache.changed("tag");
        cache.begin("tag").put("new");
        late.put("old");
        assertThat(cache.get("tag")).isEqualTo("new");
    }

    @Test
    void forgetsEverythingWithANewTenure() {
        cache.begin("tag").put("old");
        tenure.set(2);
        assertThat(cache.get("tag")).isNull();
        cache.begin("tag").put("new");
        assertThat(cache.get("tag")).isEqualTo("new");
    }

    @Test
    void doesNotPutInWhatWasReadInAnOlderTenure() {
        var fill = cache.begin("tag");
        tenure.set(2);
        fill.put("old");
        assertThat(cache.get("tag")).isNull();
    }

    @Test
    void doesNotReplaceInAnOlderTenureWhatIsRemembered() {
        cache.begin("tag").put("older");
        var fill = cache.begin("tag");
        tenure.set(2);
        fill.put("old");
        assertThat(cache.get("tag")).isNull();
    }

    @Test
    void remembersNothingWithoutATenure() {
        cache.begin("tag").put("old");
        var fill = cache.begin("tag");
        tenure.set(0);
        assertThat(cache.get("tag")).isNull();
        fill.put("old");
        cache.begin("tag").put("new");
        assertThat(cache.get("tag")).isNull();
        tenure.set(3);
        assertThat(cache.get("tag")).isNull();
    }

    @Test
    void loadRemembersOnlyWhatIsThere() {
        assertThat(cache.load("tag", () -> Future.<@Nullable String>succeededFuture("read"))
                        .result())
                .isEqualTo("read");
        assertThat(cache.load("none", () -> Future.<@Nullable String>succeededFuture())
                        .result())
                .isNull();
        assertThat(cache.get("tag")).isEqualTo("read");
        assertThat(cache.get("none")).isNull();
    }

    @Test
    void loadDoesNotRememberWhatAChangeOvertook() {
        Promise<@Nullable String> answer = Promise.promise();
        var loaded = cache.load("tag", answer::future);
        cache.changed("tag");
        answer.complete("old");
        assertThat(loaded.result()).isEqualTo("old");
        assertThat(cache.get("tag")).isNull();
    }

    @Test
    void staysWithinItsWeight() {
        for (var i = 0; i < 10_000; i++) {
            cache.begin("key" + i).put("value");
        }
        var remembered = 0;
        for (var i = 0; i < 10_000; i++) {
            remembered += cache.get("key" + i) == null ? 0 : 1;
        }
        assertThat(remembered).isPositive().isLessThanOrEqualTo(1_000);
    }

    /** The database is a counter that only grows; a read that begins after a write was answered must see it. */
    @Test
    void neverAnswersOlderThanAnAnsweredWrite() throws InterruptedException {
        var numbers = new CoherentCache<String, Long>(tenure::get, 1_000, (key, value) -> 1);
        var stored = new AtomicLong();
        var answered = new AtomicLong();
        var stale = new AtomicBoolean();
        var readers = new CountDownLatch(2);
        for (var reader = 0; reader < 2; reader++) {
            Thread.ofPlatform().start(() -> {
                while (answered.get() < 20_000 && !stale.get()) {
                    var atLeast = answered.get();
                    var seen = numbers.get("tag");
                    if (seen == null) {
                        var fill = numbers.begin("tag");
                        seen = stored.get();
                        fill.put(seen);
                    }
                    if (seen < atLeast) {
                        stale.set(true);
                    }
                }
                readers.countDown();
            });
        }
        for (var write = 1L; write <= 20_000; write++) {
            stored.set(write);
            if (write % 1_000 == 0) {
                tenure.incrementAndGet(); // nobody was told of this write, but the proof was lost and gained meanwhile
            } else {
                numbers.changed("tag");
            }
            answered.set(write);
        }
        readers.await();
        assertThat(stale).isFalse();
    }
}
