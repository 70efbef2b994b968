package io.entrepot.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LONG = Duration.ofHours(1);

    private final Forge first = new Forge("1");
    private final Forge second = new Forge("2");
    private final AtomicInteger fetches = new AtomicInteger();
    private Future<JsonObject> answer = Future.succeededFuture(Forge.set(first));

    @AfterAll
    static void stop() {
        result(VERTX.close());
    }

    private Keys keys(Duration pause) {
        return new Keys(
                VERTX,
                () -> {
                    fetches.incrementAndGet();
                    return answer;
                },
                pause);
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void areFetchedOnceForThoseThatAreKnown() {
        var keys = keys(LONG);
        assertThat(result(keys.find("1"))).isNotNull();
        assertThat(result(keys.find("1"))).isNotNull();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void areFetchedAgainForOneThatIsNew() {
        var keys = keys(Duration.ofMillis(1));
        result(keys.find("1"));
        answer = Future.succeededFuture(Forge.set(first, second));
        assertThat(result(keys.find("2"))).isNotNull();
        assertThat(fetches).hasValue(2);
    }

    @Test
    void areFetchedOnceForAnyNumberOfInventedIds() {
        var keys = keys(Duration.ofSeconds(2));
        result(keys.find("1"));
        var waiting =
                IntStream.range(0, 1_000).mapToObj(i -> keys.find("x" + i)).toList();
        assertThat(fetches).hasValue(1);
        assertThat(waiting).allSatisfy(one -> assertThat(result(one)).isNull());
        assertThat(fetches).hasValue(2);
    }

    @Test
    void doNotWaitForAnAnswerThatMayBeTooOld() {
        var late = Promise.<JsonObject>promise();
        answer = late.future();
        var keys = keys(Duration.ofMillis(1));
        var known = keys.find("1");
        answer = Future.succeededFuture(Forge.set(first, second));
        var fresh = keys.find("2");
        assertThat(result(fresh)).isNotNull();
        late.complete(Forge.set(first));
        assertThat(result(known)).isNotNull();
        assertThat(result(keys.find("2"))).isNotNull();
    }

    @Test
    void areKeptWhileNobodyAnswers() {
        var keys = keys(Duration.ofMillis(1));
        result(keys.find("1"));
        answer = Future.failedFuture("down");
        assertThatThrownBy(() -> result(keys.find("2"))).hasMessageContaining("down");
        assertThat(result(keys.find("1"))).isNotNull();
    }

    @Test
    void areAskedForAlthoughAnEarlierAnswerIsStillDue() {
        answer = Promise.<JsonObject>promise().future();
        var keys = keys(Duration.ofMillis(1));
        keys.find("1");
        answer = Future.succeededFuture(Forge.set(first));

        assertThat(result(keys.find("1"))).isNotNull();
    }

    @Test
    void areNotWaitedForWhereTheyCouldNotBeHadAMomentAgo() {
        answer = Future.failedFuture("down");
        var keys = keys(LONG);
        keys.fetch();

        assertThatThrownBy(() -> result(keys.find("1"))).hasMessageContaining("down");
        assertThatThrownBy(() -> result(keys.find("2"))).hasMessageContaining("down");
        assertThat(fetches).hasValue(1);
    }

    @Test
    void areGoneWhenTheyAreTakenBack() {
        var keys = keys(Duration.ofMillis(1));
        result(keys.find("1"));
        answer = Future.succeededFuture(Forge.set(second));
        result(keys.fetch());
        assertThat(result(keys.find("1"))).isNull();
    }
}
