package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.StorageKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signed addresses of objects, given out again while at least half their life is left; so caches can use them too. */
final class SignedLinks {
    private static final int MOST = 10_000;

    private record Link(URI address, Instant renewAt) {}

    private final Function<StorageKey, URI> signer;
    private final Duration lifetime;
    private final Clock clock;
    private final Map<StorageKey, Link> links = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StorageKey, Link> eldest) {
            return size() > MOST;
        }
    };

    SignedLinks(Function<StorageKey, URI> signer, Duration lifetime, Clock clock) {
        this.signer = signer;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** One that is still good for a while; null where it is to be {@linkplain #sign signed} anew. */
    synchronized @Nullable URI known(StorageKey key) {
        var link = links.get(key);
        return link != null && clock.instant().isBefore(link.renewAt()) ? link.address() : null;
    }

    URI sign(StorageKey key) {
        var renewAt = clock.instant().plus(lifetime.dividedBy(2));
        var address = signer.apply(key);
        synchronized (this) {
            links.put(key, new Link(address, renewAt));
        }
        return address;
    }
}
