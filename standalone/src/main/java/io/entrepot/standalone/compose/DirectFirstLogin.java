package io.entrepot.standalone.compose;

import io.entrepot.auth.first.FirstAdmin;
import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.kit.start.Refusal;
import io.entrepot.standalone.FirstLogin;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The first administrator, made by the auth-service in this process. */
@ApplicationScoped
class DirectFirstLogin implements FirstLogin {
    private final FirstAdmin admin;
    private final IdentityConfig identity;

    DirectFirstLogin(FirstAdmin admin, IdentityConfig identity) {
        this.admin = admin;
        this.identity = identity;
    }

    @Override
    public Future<@Nullable Credentials> make() {
        return identity.open()
                ? Future.succeededFuture(null)
                : admin.make().map(password -> password == null ? null : new Credentials(FirstAdmin.NAME, password));
    }

    @Override
    public Future<Credentials> reset() {
        return identity.open()
                ? Future.failedFuture(new Refusal("Nobody has to log in there, so there is no password to reset"))
                : admin.reset().map(password -> new Credentials(FirstAdmin.NAME, password));
    }
}
