package io.entrepot.auth.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.OciException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {
    private static final PublicKey KEY = key();

    private final Queue<Future<Map<String, PublicKey>>> answers = new ArrayDeque<>();
    private long now;
    private final FetchedKeys keys = new FetchedKeys(answers::remove, () -> now);

    private static PublicKey key() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void areFetchedOnce() {
        answers.add(Future.succeededFuture(Map.of("a", KEY)));

        assertThat(keys.find("a").result()).isEqualTo(KEY);
        assertThat(keys.find("a").result()).isEqualTo(KEY);
    }

    @Test
    void areNotFetchedForEachIdThatIsMadeUp() {
        answers.add(Future.succeededFuture(Map.of("a", KEY)));

        assertThat(keys.find("x").result()).isNull();
        assertThat(keys.find("y").result()).isNull();
    }

    @Test
    void areFetchedAgainForAnIdAfterAPause() {
        answers.add(Future.succeededFuture(Map.of("a", KEY)));
        answers.add(Future.succeededFuture(Map.of("b", KEY)));
        keys.find("a");
        pass(Duration.ofSeconds(11));

        assertThat(keys.find("b").result()).isEqualTo(KEY);
        assertThat(keys.find("a").result()).isNull();
    }

    @Test
    void areFetchedAgainOnceTheyAreOld() {
        answers.add(Future.succeededFuture(Map.of("a", KEY)));
        answers.add(Future.succeededFuture(Map.of()));
        keys.find("a");
        pass(Duration.ofMinutes(11));

        assertThat(keys.find("a").result()).isNull();
    }

    @Test
    void goOnBeingUsedForADayWithoutTheIssuer() {
        answers.add(Future.succeededFuture(Map.of("a", KEY)));
        answers.add(Future.failedFuture("away"));
        answers.add(Future.failedFuture("away"));
        keys.find("a");
        pass(Duration.ofHours(23));
        assertThat(keys.find("a").result()).isEqualTo(KEY);
        pass(Duration.ofHours(2));

        assertThat(keys.find("a").cause()).isInstanceOf(OciException.class);
    }

    @Test
    void areWaitedForByAllWhoNeedThem() {
        Promise<Map<String, PublicKey>> answer = Promise.promise();
        answers.add(answer.future());
        var first = keys.find("a");
        var second = keys.find("a");

        answer.complete(Map.of("a", KEY));

        assertThat(first.result()).isEqualTo(KEY);
        assertThat(second.result()).isEqualTo(KEY);
    }

    @Test
    void areFoundWhileSomebodyElsesMakesTheIssuerBeAsked() {
        Promise<Map<String, PublicKey>> never = Promise.promise();
        answers.add(Future.succeededFuture(Map.of("a", KEY)));
        answers.add(never.future());
        keys.find("a");
        pass(Duration.ofSeconds(11));
        var madeUp = keys.find("x");

        var known = keys.find("a");

        assertThat(known.result()).isEqualTo(KEY);
        assertThat(madeUp.isComplete()).isFalse();
    }

    @Test
    void areFoundAtOnceWhileTheOutageIsKnown() {
        Promise<Map<String, PublicKey>> never = Promise.promise();
        answers.add(Future.succeededFuture(Map.of("a", KEY)));
        answers.add(Future.failedFuture("away"));
        answers.add(never.future());
        keys.find("a");
        pass(Duration.ofMinutes(11));
        keys.find("a");
        pass(Duration.ofSeconds(11));
        keys.find("x");

        assertThat(keys.find("a").result()).isEqualTo(KEY);
    }

    @Test
    void areNotSaidToBeMissingWhereTheIssuerDidNotTell() {
        answers.add(Future.succeededFuture(Map.of("a", KEY)));
        answers.add(Future.failedFuture("away"));
        keys.find("a");
        pass(Duration.ofSeconds(11));

        assertThat(keys.find("b").cause()).isInstanceOf(OciException.class);
        assertThat(keys.find("b").cause()).isInstanceOf(OciException.class);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
