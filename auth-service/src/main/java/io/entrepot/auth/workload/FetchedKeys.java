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
 * them, but not again within a pause, however many ids strangers make up. While the issuer can't be reached those that are
 * known go on being used, for a day.
 */
final class FetchedKeys {
    private static final Logger LOG = Logger.getLogger("io.entrepot.identity");
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();
    private static final long OLD = Duration.ofMinutes(10).toNanos();
    private static final long TOO_OLD = Duration.ofDays(1).toNanos();

    private final Supplier<Future<Map<String, PublicKey>>> fetch;
    private final LongSupplier clock;
    private @Nullable Map<String, PublicKey> known;
    private Future<Void> fetching = Future.succeededFuture();
    private boolean asked;
    private long askedAt;
    private long fetchedAt;

    FetchedKeys(Supplier<Future<Map<String, PublicKey>>> fetch, LongSupplier clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    Future<@Nullable PublicKey> find(String id) {
        return fresh(id).compose(done -> now(id));
    }

    /** Ends once it makes no sense to ask for this key again. */
    private synchronized Future<Void> fresh(String id) {
        var age = clock.getAsLong() - askedAt;
        var isKnown = known != null && known.containsKey(id);
        if (fetching.isComplete() && (!asked || age > (isKnown ? OLD : PAUSE))) {
            asked = true;
            askedAt = clock.getAsLong();
            fetching = fetch.get().map(this::keep).otherwise(FetchedKeys::tell);
        }
        return fetching;
    }

    private synchronized Future<@Nullable PublicKey> now(String id) {
        if (known == null || clock.getAsLong() - fetchedAt > TOO_OLD) {
            return Future.failedFuture(OciError.UNAVAILABLE
                    .because("the keys of the token's issuer can't be had at the moment")
                    .with(Map.of("Retry-After", "10")));
        }
        return Future.succeededFuture(known.get(id));
    }

    private synchronized @Nullable Void keep(Map<String, PublicKey> keys) {
        known = Map.copyOf(keys);
        fetchedAt = clock.getAsLong();
        return null;
    }

    private static @Nullable Void tell(Throwable failure) {
        LOG.warnf("the keys of an issuer could not be fetched: %s", failure.getMessage());
        return null;
    }
}
