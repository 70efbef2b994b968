package io.entrepot.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.gateway.GatewayConfig;
import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.RequestLimit;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.start.Refusal;
import io.entrepot.model.OciError;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests per second and client, kept as one number for each: the moment at which its requests so far would be over, had
 * they come evenly. It may be ahead of the clock by what is allowed at once.
 */
@ApplicationScoped
class RequestRate implements RequestLimit {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final long CLIENTS = 100_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final OptionalInt perSecond;
    private final TrustedProxies proxies;
    private final long start = System.nanoTime();
    private final Cache<String, AtomicLong> clients = Caffeine.newBuilder()
            .maximumSize(CLIENTS)
            .expireAfterAccess(AT_ONCE)
            .build();

    RequestRate(GatewayConfig config, TrustedProxies proxies) {
        this.perSecond = config.requestsPerSecond();
        if (perSecond.orElse(1) < 1) {
            throw new Refusal("entrepot.gateway.requests-per-second must be 1 or more");
        }
        this.proxies = proxies;
    }

    @Override
    public boolean isSet() {
        return perSecond.isPresent();
    }

    @Override
    public Runnable enter(HttpServerRequest request) {
        var wait = take(ClientAddress.of(request, proxies).address(), System.nanoTime() - start);
        if (wait > 0) {
            throw OciError.TOOMANYREQUESTS
                    .because("more than " + perSecond.getAsInt() + " requests per second")
                    .with(Map.of("Retry-After", Long.toString(Math.ceilDiv(wait, NANOS_PER_SECOND))));
        }
        return () -> {};
    }

    /** Counts a request; where it is one too many, says how many nanoseconds too early it came. */
    long take(String client, long now) {
        var due = clients.get(client, fresh -> new AtomicLong(now));
        while (true) {
            var before = due.get();
            var after = Math.max(before, now) + NANOS_PER_SECOND / perSecond.getAsInt();
            var early = after - now - AT_ONCE.toNanos();
            if (early > 0) {
                return early;
            }
            if (due.compareAndSet(before, after)) {
                return 0;
            }
        }
    }
}
