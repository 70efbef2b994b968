package io.entrepot.auth.provider;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Where people log in who have no password here. */
public interface Provider {
    /** Whose access token this is; null where it is none, none for us, or has ended, or where there is no provider. */
    Future<@Nullable Person> person(String accessToken);
}
