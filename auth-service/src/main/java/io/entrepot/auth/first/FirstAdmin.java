package io.entrepot.auth.first;

import io.entrepot.auth.AuthConfig;
import io.entrepot.auth.secret.Passwords;
import io.entrepot.auth.secret.RandomText;
import io.entrepot.kit.identity.IdentityConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes the one user without whom nobody could make another. */
@ApplicationScoped
public class FirstAdmin {
    public static final String NAME = "admin";

    private static final Logger LOG = Logger.getLogger("io.entrepot.identity");

    /** 120 bits, and still short enough to be typed. */
    private static final int PASSWORD_CHARACTERS = 24;

    private static final long AGAIN_MILLIS = 5_000;

    private final FirstAdminStore store;
    private final Passwords passwords;
    private final Vertx vertx;
    private final boolean open;
    private final @Nullable String given;

    FirstAdmin(FirstAdminStore store, Passwords passwords, Vertx vertx, IdentityConfig identity, AuthConfig config) {
        this.store = store;
        this.passwords = passwords;
        this.vertx = vertx;
        this.open = identity.open();
        this.given = config.adminPasswordFile().map(GivenPassword::read).orElse(null);
    }

    /** Whose password was given is made without being asked for: of several replicas nobody reads what they print. */
    void start(@Observes StartupEvent start) {
        if (given != null && !open) {
            vertx.runOnContext(here -> makeOrTryAgain());
        }
    }

    private void makeOrTryAgain() {
        make().onFailure(failure -> {
            LOG.warnf("the first user could not be made yet: %s", failure.getMessage());
            vertx.setTimer(AGAIN_MILLIS, again -> makeOrTryAgain());
        });
    }

    /** The password of the user it made, which is known at this moment only; null where one was made before, or was given. */
    public Future<@Nullable String> make() {
        return store.wasMade().compose(wasMade -> wasMade ? Future.succeededFuture(null) : makeNow());
    }

    private Future<@Nullable String> makeNow() {
        var password = given != null ? given : RandomText.ofLength(PASSWORD_CHARACTERS);
        return passwords
                .hash(password)
                .compose(hash -> store.make(NAME, hash))
                .map(made -> made && given == null ? password : null);
    }

    /**
     * Gives this user another password, which is known at this moment only, and all rights; one that was disabled or
     * deleted is there again. Whoever asks for this has to be the owner of the registry: nothing is checked here.
     */
    public Future<String> reset() {
        var password = RandomText.ofLength(PASSWORD_CHARACTERS);
        return passwords.hash(password).compose(hash -> store.reset(NAME, hash)).map(reset -> password);
    }
}
