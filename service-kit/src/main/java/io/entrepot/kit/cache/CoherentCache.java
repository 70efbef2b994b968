package io.entrepot.kit.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Memory of what the database says, for the {@link SoleWriter} only. Whoever changes a fact calls {@link #changed}
 * after the commit and before answering (also when it can't tell whether the commit happened); a value read before that
 * is then never put in, so a request that starts after the answer sees the change. Without the proof of being the sole
 * writer every read goes to the database. Bounded by the weight of its values.
 */
public final class CoherentCache<K, V> {
    private static final int STRIPES = 1024;

    private final SoleWriter soleWriter;
    private final Cache<K, V> values;
    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
    private volatile long tenure;

    public CoherentCache(SoleWriter soleWriter, long maximumWeight, Weigher<K, V> weigher) {
        this.soleWriter = soleWriter;
        this.values = Caffeine.newBuilder()
                .maximumWeight(maximumWeight)
                .weigher(weigher)
                .executor(Runnable::run)
                .build();
    }

    /** What is remembered, or null. */
    public @Nullable V get(K key) {
        return trusted() ? values.getIfPresent(key) : null;
    }

    /** Reads from the database, and remembers what was found unless it changed meanwhile; null is not remembered. */
    public Future<@Nullable V> load(K key, Supplier<Future<@Nullable V>> read) {
        if (!trusted()) {
            return read.get();
        }
        var stripe = stripe(key);
        var before = changes.get(stripe);
        var tenureBefore = tenure;
        return read.get().onSuccess(value -> {
            if (value != null) {
                remember(key, value, stripe, before, tenureBefore);
            }
        });
    }

    private void remember(K key, V value, int stripe, long before, long tenureBefore) {
        values.asMap().compute(key, (k, old) -> {
            var unchanged = changes.get(stripe) == before && tenure == tenureBefore && trusted();
            return unchanged ? value : old;
        });
    }

    /** Forgets a fact. The counter goes first: a read under way that sees the old one can't have been put in later. */
    public void changed(K key) {
        changes.incrementAndGet(stripe(key));
        values.asMap().remove(key);
    }

    private boolean trusted() {
        var now = soleWriter.tenure();
        if (now != tenure) {
            forgetAll(now);
        }
        return now != 0;
    }

    private synchronized void forgetAll(long now) {
        if (now != tenure) {
            tenure = now;
            for (var i = 0; i < STRIPES; i++) {
                changes.incrementAndGet(i);
            }
            values.invalidateAll();
        }
    }

    private static int stripe(Object key) {
        var hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (STRIPES - 1);
    }
}
