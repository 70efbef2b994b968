package io.entrepot.kit.identity;

import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import java.time.Instant;

/**
 * Somebody who showed a name and its secret, and all they may do.
 *
 * @param until when the account or the secret ends by itself; nothing that is given out for it is good for longer
 */
public record Login(Subject subject, Permissions permissions, Instant until) {
    /** One that doesn't end by itself. */
    public Login(Subject subject, Permissions permissions) {
        this(subject, permissions, Instant.MAX);
    }

    public boolean endsByItself() {
        return until.isBefore(Instant.MAX);
    }

    boolean hasEnded(Instant now) {
        return !now.isBefore(until);
    }
}
