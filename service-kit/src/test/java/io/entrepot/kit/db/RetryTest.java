package io.entrepot.kit.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.OciException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private final AtomicInteger attempts = new AtomicInteger();

    private Future<String> conflictTimes(int times, String state) {
        return Retry.onConflict(() -> attempts.incrementAndGet() <= times
                ? Future.failedFuture(new PgException("conflict", "ERROR", state, ""))
                : Future.succeededFuture("written"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "23503"})
    void triesConflictsAgain(String state) {
        assertThat(conflictTimes(7, state).result()).isEqualTo("written");
    }

    @Test
    void asksTheClientToComeBackWhenItKeepsHappening() {
        var given = conflictTimes(100, "40P01");
        assertThat(given.cause()).isInstanceOfSatisfying(OciException.class, refused -> {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.headers()).containsKey("Retry-After");
        });
        assertThat(attempts).hasValue(8);
    }

    @Test
    void triesNothingElseAgain() {
        assertThat(conflictTimes(1, "23505").cause()).isInstanceOf(PgException.class);
        assertThat(attempts).hasValue(1);
    }
}
