package io.entrepot.auth.account;

import io.entrepot.model.Subject;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in, and what is kept of the secrets that prove it, so that the secrets themselves need not be.
 *
 * @param made when it got its name
 * @param enabled false where somebody said that nothing it shows is good
 * @param until when it ends by itself; {@link Instant#MAX} where it doesn't
 * @param groups what it is a member of
 * @param passwordHash of a password, which people make up and which is therefore hashed at a cost; null where it has none
 * @param secrets made by us, any of which is good
 */
public record Account(
        Subject subject,
        Instant made,
        boolean enabled,
        Instant until,
        Set<String> groups,
        @Nullable String passwordHash,
        List<Secret> secrets) {
    public Account {
        groups = Set.copyOf(groups);
        secrets = List.copyOf(secrets);
    }

    /** False where it is disabled or has expired: nothing it shows is good. */
    public boolean active() {
        return enabled && until.isAfter(Instant.now());
    }

    /** Whether it wasn't there yet: whoever had the name before has it no longer. Tokens count in whole seconds. */
    public boolean isYoungerThan(Instant then) {
        return made.truncatedTo(ChronoUnit.SECONDS).isAfter(then);
    }

    /**
     * A secret made by us.
     *
     * @param id which of them it is
     * @param hash by SHA-256, which is enough for what nobody can guess
     * @param until when it ends by itself, at the latest with its account
     */
    public record Secret(String id, Buffer hash, Instant until) {}
}
