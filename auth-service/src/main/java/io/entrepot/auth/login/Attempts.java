package io.entrepot.auth.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.model.OciError;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Slows down those who guess. Attempts are counted for a name at an address, for an address, and for a name wherever it is
 * tried; of the last, those are exempt who have logged in from their address before, so that strangers elsewhere
 * can't lock them out.
 */
final class Attempts {
    private static final int REMEMBERED = 100_000;
    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final int IPV4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;

    /** So many at once, then one after each pause. */
    private record Allowance(int atOnce, long pauseNanos, Cache<Object, AtomicLong> due) {
        static Allowance of(int atOnce, Duration pause) {
            return new Allowance(
                    atOnce,
                    pause.toNanos(),
                    Caffeine.newBuilder()
                            .maximumSize(REMEMBERED)
                            .expireAfterAccess(pause.multipliedBy(atOnce))
                            .build());
        }

        /** Counts an attempt; where it is one too many, says how many nanoseconds too early it came. */
        long take(Object key, long now) {
            var next = due.get(key, fresh -> new AtomicLong(now));
            while (true) {
                var before = next.get();
                var after = Math.max(before, now) + pauseNanos;
                var early = after - now - pauseNanos * atOnce;
                if (early > 0) {
                    return early;
                }
                if (next.compareAndSet(before, after)) {
                    return 0;
                }
            }
        }

        void giveBack(Object key) {
            var next = due.getIfPresent(key);
            if (next != null) {
                next.addAndGet(-pauseNanos);
            }
        }
    }

    /** A name tried at an address. */
    private record Place(String name, String network) {}

    private final LongSupplier clock;
    private final Allowance ofPlace = Allowance.of(5, Duration.ofSeconds(10));
    private final Allowance ofNetwork = Allowance.of(60, Duration.ofSeconds(1));
    private final Allowance ofName = Allowance.of(60, Duration.ofSeconds(1));
    private final Cache<Place, Boolean> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    /** {@code clock} gives nanoseconds that never go back. */
    Attempts(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Counts an attempt before it is made, because many can be made at the same time.
     *
     * @throws io.entrepot.model.OciException {@code TOOMANYREQUESTS} where it is one too many
     */
    void begin(String name, String address) {
        var now = clock.getAsLong();
        var place = new Place(name, network(address));
        var early = ofPlace.take(place, now);
        if (early == 0) {
            early = ofNetwork.take(place.network(), now);
        }
        if (early == 0 && known.getIfPresent(place) == null) {
            early = ofName.take(name, now);
        }
        if (early > 0) {
            throw OciError.TOOMANYREQUESTS
                    .because("too many attempts to log in")
                    .with(Map.of("Retry-After", Long.toString(Math.ceilDiv(early, TimeUnit.SECONDS.toNanos(1)))));
        }
    }

    /** One that was begun was right: it doesn't count. */
    void succeeded(String name, String address) {
        var place = new Place(name, network(address));
        ofPlace.giveBack(place);
        ofNetwork.giveBack(place.network());
        if (known.getIfPresent(place) == null) {
            ofName.giveBack(name);
        }
        known.put(place, true);
    }

    /** Whoever has one address of IPv6 has the 2^64 of its network. */
    static String network(String address) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length == IPV4_BYTES) {
            return address;
        }
        return HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
    }
}
