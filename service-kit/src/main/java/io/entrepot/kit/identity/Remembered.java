package io.entrepot.kit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are good for a while. Whoever asks what is being asked already waits for the same answer. A null and a
 * failure are no answers to remember.
 */
final class Remembered<K, V> {
    private final Cache<K, V> answers;
    private final ConcurrentHashMap<K, Future<@Nullable V>> underWay = new ConcurrentHashMap<>();

    Remembered(Duration time, int most) {
        answers = Caffeine.newBuilder()
                .expireAfterWrite(time)
                .maximumSize(most)
                .executor(Runnable::run)
                .build();
    }

    Future<@Nullable V> get(K key, Supplier<Future<@Nullable V>> ask) {
        var answer = answers.getIfPresent(key);
        return answer != null ? Future.succeededFuture(answer) : shared(key, ask);
    }

    private Future<@Nullable V> shared(K key, Supplier<Future<@Nullable V>> ask) {
        Promise<@Nullable V> promise = Promise.promise();
        var before = underWay.putIfAbsent(key, promise.future());
        if (before != null) {
            return before;
        }
        Future<@Nullable V> asked;
        try {
            asked = ask.get();
        } catch (RuntimeException e) {
            asked = Future.failedFuture(e);
        }
        asked.onComplete(result -> {
            if (result.succeeded() && result.result() != null) {
                answers.put(key, result.result());
            }
            underWay.remove(key);
            promise.handle(result);
        });
        return promise.future();
    }
}
