package io.entrepot.standalone;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** How somebody gets in who has no login: for the first time, or after it was lost. */
public interface FirstLogin {
    /**
     * Makes the first user where people have to log in and there never was one; null where there is nothing to do. What it
     * gives is known at this moment only.
     */
    Future<@Nullable Credentials> make();

    /**
     * Gives the first user another password and everything they may do; what it gives is known at this moment only. Fails
     * with a {@code Refusal} where nobody has to log in.
     */
    Future<Credentials> reset();

    /** What to log in with. */
    record Credentials(String name, String password) {
        /** Without the password: this may end up in a log. */
        @Override
        public String toString() {
            return "the password of " + name;
        }
    }
}
