package io.entrepot.kit.identity;

import io.entrepot.model.Action;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Scope;
import io.entrepot.model.Subject;
import java.time.Instant;
import java.util.List;

/** A token of this registry, as its signature proves. It may have expired. */
record Token(Subject subject, List<Scope> access, Instant issued, Instant expires) {
    boolean allows(RepositoryName repository, Action action) {
        for (var scope : access) {
            if (scope.allows(repository, action)) {
                return true;
            }
        }
        return false;
    }

    boolean allowsListing() {
        return allows(Scope.CATALOG);
    }

    boolean allowsManagement() {
        return allows(Scope.MANAGEMENT);
    }

    private boolean allows(Scope wholeRegistry) {
        return access.stream()
                .anyMatch(scope -> scope.type().equals(wholeRegistry.type())
                        && scope.name().equals(wholeRegistry.name())
                        && !scope.actions().isEmpty());
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(expires);
    }
}
