package io.entrepot.auth.workload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The public keys of issuers, each issuer's for itself. */
@ApplicationScoped
class IssuerKeys {
    private static final int MOST_ISSUERS = 1_000;

    private record Place(String url, @Nullable String keysUrl) {}

    private final KeyFetcher fetcher;
    private final LongSupplier clock;
    private final Cache<Place, FetchedKeys> fetched =
            Caffeine.newBuilder().maximumSize(MOST_ISSUERS).build();

    @Inject
    IssuerKeys(HttpKeyFetcher fetcher) {
        this(fetcher, System::nanoTime);
    }

    IssuerKeys(KeyFetcher fetcher, LongSupplier clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** The issuer's key of this id; null where it has none. Fails where none of its keys could be had yet. */
    Future<@Nullable PublicKey> find(Issuer issuer, String id) {
        return fetched.get(
                        new Place(issuer.url(), issuer.keysUrl()),
                        place -> new FetchedKeys(() -> fetcher.fetch(place.url(), place.keysUrl()), clock))
                .find(id);
    }
}
