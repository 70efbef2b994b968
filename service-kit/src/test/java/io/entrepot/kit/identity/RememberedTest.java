package io.entrepot.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final Remembered<String, Integer> remembered = new Remembered<>(Duration.ofHours(1), 10);
    private final AtomicInteger asked = new AtomicInteger();

    private Supplier<Future<@Nullable Integer>> counting(Future<@Nullable Integer> answer) {
        return () -> {
            asked.incrementAndGet();
            return answer;
        };
    }

    @Test
    void asksOnce() {
        remembered.get("a", counting(Future.succeededFuture(1)));
        assertThat(remembered.get("a", counting(Future.succeededFuture(2))).result())
                .isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void sharesWhatIsBeingAsked() {
        Promise<@Nullable Integer> answer = Promise.promise();
        var one = remembered.get("a", counting(answer.future()));
        var two = remembered.get("a", counting(answer.future()));
        answer.complete(1);
        assertThat(one.result()).isEqualTo(1);
        assertThat(two.result()).isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAgainAfterNothing() {
        remembered.get("a", counting(Future.succeededFuture()));
        remembered.get("a", counting(Future.succeededFuture()));
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksAgainAfterAFailure() {
        assertThat(remembered.get("a", counting(Future.failedFuture("down"))).failed())
                .isTrue();
        assertThat(remembered
                        .get("a", () -> {
                            throw new IllegalStateException();
                        })
                        .failed())
                .isTrue();
        assertThat(remembered.get("a", counting(Future.succeededFuture(2))).result())
                .isEqualTo(2);
    }
}
