package io.entrepot.auth.authority;

import io.entrepot.auth.key.SigningKeys;
import io.entrepot.auth.login.Logins;
import io.entrepot.kit.identity.Authority;
import io.entrepot.kit.identity.Login;
import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The auth service itself, wherever it is in the same process: in its own, and in that of the whole registry. */
@ApplicationScoped
class LocalAuthority implements Authority {
    private final SigningKeys keys;
    private final Logins logins;

    LocalAuthority(SigningKeys keys, Logins logins) {
        this.keys = keys;
        this.logins = logins;
    }

    @Override
    public Future<JsonObject> keys() {
        return keys.current();
    }

    @Override
    public Future<@Nullable Login> login(String name, String secret, String clientAddress) {
        return logins.login(name, secret, clientAddress);
    }

    @Override
    public Future<Permissions> permissions(Subject subject, Instant then) {
        return logins.permissions(subject, then);
    }
}
