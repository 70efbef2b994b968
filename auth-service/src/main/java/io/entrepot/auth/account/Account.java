package io.entrepot.auth.account;

import io.entrepot.model.Subject;
import java.util.Set;

/**
 * Somebody who can log in.
 *
 * @param active false where the account is disabled or has expired: nothing it shows is good
 * @param groups what it is a member of
 */
public record Account(Subject subject, boolean active, Set<String> groups, Proof proof) {
    public Account {
        groups = Set.copyOf(groups);
    }
}
