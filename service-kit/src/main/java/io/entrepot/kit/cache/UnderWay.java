package io.entrepot.kit.cache;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that is under way. Whoever wants what is being worked on already waits for the same result. */
public final class UnderWay<K, V extends @Nullable Object> {
    private final ConcurrentHashMap<K, Future<V>> works = new ConcurrentHashMap<>();

    public Future<V> join(K key, Supplier<Future<V>> work) {
        Promise<V> promise = Promise.promise();
        var before = works.putIfAbsent(key, promise.future());
        if (before != null) {
            return before;
        }
        Future<V> begun;
        try {
            begun = work.get();
        } catch (RuntimeException e) {
            begun = Future.failedFuture(e);
        }
        begun.onComplete(result -> {
            works.remove(key);
            promise.handle(result);
        });
        return promise.future();
    }
}
