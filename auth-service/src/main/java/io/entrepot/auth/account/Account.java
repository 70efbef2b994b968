package io.entrepot.auth.account;

import io.entrepot.model.Subject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in, and what is kept of the secrets that prove it, so that the secrets themselves need not be.
 *
 * @param active false where the account is disabled or has expired: nothing it shows is good
 * @param groups what it is a member of
 * @param passwordHash of a password, which people make up and which is therefore hashed at a cost; null where it has none
 * @param secretHashes of secrets made by us, any of which is good: by SHA-256, which is enough for what nobody can guess
 */
public record Account(
        Subject subject,
        boolean active,
        Set<String> groups,
        @Nullable String passwordHash,
        List<byte[]> secretHashes) {
    public Account {
        groups = Set.copyOf(groups);
        secretHashes = List.copyOf(secretHashes);
    }
}
