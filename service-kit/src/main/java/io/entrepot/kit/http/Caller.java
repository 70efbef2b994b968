package io.entrepot.kit.http;

import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Who sent a request that was let in.
 *
 * @param expires nothing that was begun later is the caller's to go on with
 * @param everything asks what the caller may do in the whole registry
 */
public record Caller(Subject subject, Instant expires, Supplier<Future<Permissions>> everything) {
    /** Whoever it is, where nobody has to log in. */
    public static final Caller ANYONE = new Caller(Subject.ANONYMOUS, Permissions.ALL);

    /** Somebody of whom it is known already what they may do. */
    public Caller(Subject subject, Permissions permissions) {
        this(subject, Instant.MAX, () -> Future.succeededFuture(permissions));
    }

    /** What the caller may do in the whole registry, also where its token doesn't say it; this may have to be asked for. */
    public Future<Permissions> permissions() {
        return everything.get();
    }
}
