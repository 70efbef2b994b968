package io.entrepot.auth.first;

import io.entrepot.auth.secret.Passwords;
import io.entrepot.auth.secret.RandomText;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Makes the one user without whom nobody could make another. */
@ApplicationScoped
public class FirstAdmin {
    public static final String NAME = "admin";

    /** 120 bits, and still short enough to be typed. */
    private static final int PASSWORD_CHARACTERS = 24;

    private final FirstAdminStore store;
    private final Passwords passwords;

    FirstAdmin(FirstAdminStore store, Passwords passwords) {
        this.store = store;
        this.passwords = passwords;
    }

    /** The password of the user it made, which is known at this moment only; null where one was made before. */
    public Future<@Nullable String> make() {
        return store.wasMade().compose(wasMade -> wasMade ? Future.succeededFuture(null) : makeNow());
    }

    private Future<@Nullable String> makeNow() {
        var password = RandomText.ofLength(PASSWORD_CHARACTERS);
        return passwords.hash(password).compose(hash -> store.make(NAME, hash)).map(made -> made ? password : null);
    }
}
