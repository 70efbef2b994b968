package io.entrepot.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All that a subject may do. What none of them allows is denied. */
public record Permissions(List<Permission> granted) {
    public static final Permissions NONE = new Permissions(List.of());
    public static final Permissions ALL =
            new Permissions(List.of(new Permission(RepositoryPattern.ALL, EnumSet.allOf(Action.class))));

    public Permissions {
        granted = List.copyOf(granted);
    }

    public boolean allows(RepositoryName repository, Action action) {
        for (var permission : granted) {
            if (permission.allows(repository, action)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this includes looking after the registry itself: its users, policies and keys. */
    public boolean administersRegistry() {
        return granted.stream()
                .anyMatch(permission -> permission.pattern().equals(RepositoryPattern.ALL)
                        && permission.actions().contains(Action.ADMIN));
    }

    /** Whether one may do this with every repository. */
    public boolean allowsEverywhere(Action action) {
        return patterns(action).contains(RepositoryPattern.ALL);
    }

    /** No repository with which one may do this has a name that begins otherwise; none of them begins another. */
    public List<String> prefixes(Action action) {
        var prefixes = patterns(action).stream()
                .map(RepositoryPattern::prefix)
                .distinct()
                .toList();
        return prefixes.stream()
                .filter(prefix ->
                        prefixes.stream().noneMatch(other -> prefix.startsWith(other) && !prefix.equals(other)))
                .toList();
    }

    /** The repositories with which one may do this. */
    public List<RepositoryPattern> patterns(Action action) {
        return granted.stream()
                .filter(permission -> permission.actions().contains(action))
                .map(Permission::pattern)
                .toList();
    }

    /** What of a scope is allowed; without any action where nothing is. */
    public Scope narrowed(Scope asked) {
        return new Scope(asked.type(), asked.name(), granted(asked));
    }

    private Set<Action> granted(Scope asked) {
        if (asked.equals(Scope.CATALOG)) {
            return asked.actions(); // anybody may ask; the list shows what they may pull
        }
        if (asked.equals(Scope.MANAGEMENT) && administersRegistry()) {
            return asked.actions();
        }
        var allowed = EnumSet.noneOf(Action.class);
        if (asked.isOfRepository() && RepositoryName.isWellFormed(asked.name())) {
            var repository = new RepositoryName(asked.name());
            asked.actions().stream()
                    .filter(action -> allows(repository, action))
                    .forEach(allowed::add);
        }
        return allowed;
    }
}
