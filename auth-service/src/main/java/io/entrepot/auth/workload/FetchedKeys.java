package io.entrepot.auth.workload;

import io.entrepot.model.OciError;
import io.vertx.core.Future;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer. They are fetched when they are needed: again once they are old, and for an id that isn't among
 * them, but not again within a pause, however many ids strangers make up. Who shows a known one doesn't wait for what
 * others make up. While the issuer can't be reached those that are known go on being used, for a day.
 */
final class FetchedKeys {
    private static final Logger LOG = Logger.getLogger("io.entrepot.identity");
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();
    private static final long OLD = Duration.ofMinutes(10).toNanos();
    private static final long TOO_OLD = Duration.ofDays(1).toNanos();

    private final Supplier<Future<Map<String, PublicKey>>> fetch;
    private final LongSupplier clock;
    private Map<String, PublicKey> known = Map.of();
    private Future<Void> fetching = Future.succeededFuture();
    private boolean asked;
    private long askedAt;
    private long toldAt;
    private long fetchedAt;

    FetchedKeys(Supplier<Future<Map<String, PublicKey>>> fetch, LongSupplier clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /** The key of this id; null where there is none. Fails where nobody can say at the moment. */
    Future<@Nullable PublicKey> find(String id) {
        return fresh(id).transform(fetched -> now(id, fetched.succeeded()));
    }

    /** Ends once it makes no sense to ask for this key again. */
    private synchronized Future<Void> fresh(String id) {
        var now = clock.getAsLong();
        if (key(id) != null && now - toldAt <= OLD) {
            return Future.succeededFuture();
        }
        if (fetching.isComplete() && (!asked || now - askedAt > PAUSE)) {
            asked = true;
            askedAt = now;
            fetching = fetch.get().map(this::keep).onFailure(this::tell);
        }
        return fetching;
    }

    private synchronized Future<@Nullable PublicKey> now(String id, boolean fetched) {
        var key = key(id);
        return key != null || fetched
                ? Future.succeededFuture(key)
                : Future.failedFuture(OciError.UNAVAILABLE
                        .because("the keys of the token's issuer can't be had at the moment")
                        .with(Map.of("Retry-After", "10")));
    }

    private @Nullable PublicKey key(String id) {
        return clock.getAsLong() - fetchedAt > TOO_OLD ? null : known.get(id);
    }

    private synchronized @Nullable Void keep(Map<String, PublicKey> keys) {
        known = Map.copyOf(keys);
        toldAt = clock.getAsLong();
        fetchedAt = toldAt;
        return null;
    }

    private synchronized void tell(Throwable failure) {
        toldAt = clock.getAsLong();
        LOG.warnf("the keys of an issuer could not be fetched: %s", failure.getMessage());
    }
}
