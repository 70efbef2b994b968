package io.entrepot.kit.identity;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that verify tokens. They are fetched again regularly, and for a token signed by one that isn't known
 * yet; but not one right after the other, however many such tokens strangers make up. While the authority can't be
 * reached those that are known go on being used.
 */
final class Keys {
    private static final Logger LOG = Logger.getLogger("io.entrepot.identity");

    private final Vertx vertx;
    private final Supplier<Future<JsonObject>> ask;
    private final long pauseNanos;
    private volatile Map<String, PublicKey> known = Map.of();
    private Future<Void> last = Future.succeededFuture();
    private @Nullable Future<Void> next;
    private long lastBegun;
    private long begun;
    private long newest;

    /**
     * @param ask for the key set
     * @param pause between the beginnings of two fetches, at the least
     */
    Keys(Vertx vertx, Supplier<Future<JsonObject>> ask, Duration pause) {
        this.vertx = vertx;
        this.ask = ask;
        this.pauseNanos = pause.toNanos();
        this.lastBegun = System.nanoTime() - pauseNanos;
    }

    /**
     * The key of this id; null where there is none. One that isn't known is waited for, for as long as a fetch may have to
     * wait; fails where that fetch does, or did a moment ago, because then nobody can say whether there is one.
     */
    Future<@Nullable PublicKey> find(String id) {
        var key = known.get(id);
        return key != null ? Future.succeededFuture(key) : toldAgain().map(done -> known.get(id));
    }

    private synchronized Future<Void> toldAgain() {
        return last.failed() && nanosOfPause() > 0 ? last : fetch();
    }

    /** A fetch that hasn't begun yet: one that has may have come too early for the key that is looked for. */
    synchronized Future<Void> fetch() {
        if (next != null) {
            return next;
        }
        Promise<Void> fetched = Promise.promise();
        next = fetched.future();
        var wait = nanosOfPause();
        if (wait > 0) {
            vertx.setTimer(Math.ceilDiv(wait, 1_000_000), due -> begin(fetched));
        } else {
            begin(fetched);
        }
        return fetched.future();
    }

    private long nanosOfPause() {
        return lastBegun + pauseNanos - System.nanoTime();
    }

    private synchronized void begin(Promise<Void> fetched) {
        next = null;
        lastBegun = System.nanoTime();
        var number = ++begun;
        last = Future.<Void>succeededFuture()
                .compose(now -> ask.get())
                .<Void>map(set -> {
                    keep(number, KeySet.parse(set));
                    return null;
                })
                .onFailure(
                        failure -> LOG.warnf("tokens are verified by the keys known so far: %s", failure.getMessage()));
        last.onComplete(fetched);
    }

    /** An older answer never replaces a newer one, however late it comes. */
    private synchronized void keep(long number, Map<String, PublicKey> keys) {
        if (number > newest) {
            newest = number;
            known = keys;
        }
    }
}
