package io.entrepot.kit.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ConcurrentHashMap;
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
    private final ConcurrentHashMap<K, Load<V>> loads = new ConcurrentHashMap<>();
    private volatile long tenure;

    private record Load<V>(long changesBefore, long tenureBefore, Future<@Nullable V> value) {}

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

    /** A value on its way into the memory; begun before the database is asked. */
    @FunctionalInterface
    public interface Fill<V> {
        /** Remembers what the database said, unless it changed since the fill was begun. */
        void put(V value);
    }

    /** Begins to remember: call before reading the database, and the fill with what was read. */
    public Fill<V> begin(K key) {
        if (!trusted()) {
            return value -> {};
        }
        var stripe = stripe(key);
        var before = changes.get(stripe);
        var tenureBefore = tenure;
        return value -> {
            // Outside of the computation, because a new tenure empties the map.
            if (!trusted() || tenure != tenureBefore) {
                return;
            }
            values.asMap().compute(key, (k, old) -> {
                var unchanged = changes.get(stripe) == before && soleWriter.tenure() == tenureBefore;
                return unchanged ? value : old;
            });
        };
    }

    /**
     * Reads from the database and remembers what was found; null is not remembered. Readers of one key share a read that
     * is under way, unless the value changed since it was begun.
     */
    public Future<@Nullable V> load(K key, Supplier<Future<@Nullable V>> read) {
        if (!trusted()) {
            return read.get();
        }
        var before = changes.get(stripe(key));
        var underWay = loads.get(key);
        if (underWay != null && underWay.changesBefore() == before && underWay.tenureBefore() == tenure) {
            return underWay.value();
        }
        var fill = begin(key);
        var reading = read.get();
        Promise<@Nullable V> value = Promise.promise();
        var load = new Load<V>(before, tenure, value.future());
        loads.put(key, load);
        reading.onComplete(result -> {
            if (result.succeeded() && result.result() != null) {
                fill.put(result.result());
            }
            loads.remove(key, load);
            value.handle(result);
        });
        return load.value();
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
            for (var i = 0; i < STRIPES; i++) {
                changes.incrementAndGet(i);
            }
            values.invalidateAll();
            // Last: whoever sees the new tenure must not find a value of the old one.
            tenure = now;
        }
    }

    private static int stripe(Object key) {
        var hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (STRIPES - 1);
    }
}
