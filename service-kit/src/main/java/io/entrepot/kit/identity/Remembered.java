package io.entrepot.kit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.kit.cache.UnderWay;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are good for a while. Whoever asks what is being asked already waits for the same answer. A null and a
 * failure are no answers to remember.
 */
final class Remembered<K, V> {
    private final Cache<K, V> answers;
    private final UnderWay<K, @Nullable V> underWay = new UnderWay<>();

    Remembered(Duration time, int most) {
        answers = Caffeine.newBuilder()
                .expireAfterWrite(time)
                .maximumSize(most)
                .executor(Runnable::run)
                .build();
    }

    Future<@Nullable V> get(K key, Supplier<Future<@Nullable V>> ask) {
        var answer = answers.getIfPresent(key);
        return answer != null
                ? Future.succeededFuture(answer)
                : underWay.join(
                        key,
                        () -> ask.get().onSuccess(found -> {
                            if (found != null) {
                                answers.put(key, found);
                            }
                        }));
    }
}
