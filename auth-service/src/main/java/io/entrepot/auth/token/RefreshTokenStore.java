package io.entrepot.auth.token;

import io.entrepot.model.Subject;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Refresh tokens by the hash of their text. */
public interface RefreshTokenStore {
    Future<Void> add(byte[] hash, Subject subject, String client, Instant expiresAt);

    /** Whose token this is, and puts off its end, to an hour or so; null where it is none, or no longer. */
    Future<@Nullable Subject> use(byte[] hash, Instant expiresAt);

    Future<Void> removeExpired();
}
