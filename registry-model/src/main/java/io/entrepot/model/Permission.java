package io.entrepot.model;

import java.util.Set;

/** Actions on the repositories of a pattern; {@code team/**:pull,push} in text. */
public record Permission(RepositoryPattern pattern, Set<Action> actions) {
    public Permission {
        actions = Action.setOf(actions);
    }

    /**
     * Reads the text form.
     *
     * @throws OciException {@code NAME_INVALID}
     */
    public static Permission parse(String text) {
        var colon = Math.max(text.indexOf(':'), 0);
        return new Permission(
                RepositoryPattern.parse(text.substring(0, colon)), Action.parseAll(text.substring(colon + 1)));
    }

    boolean allows(RepositoryName repository, Action action) {
        return actions.contains(action) && pattern.matches(repository);
    }

    @Override
    public String toString() {
        return pattern + ":" + Action.render(actions);
    }
}
