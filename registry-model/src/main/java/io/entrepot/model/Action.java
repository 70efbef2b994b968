package io.entrepot.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be done with a repository. None implies another: who pushes by Docker needs {@code pull} as well. */
public enum Action {
    PULL,
    PUSH,
    DELETE,
    ADMIN;

    private static final String ALL = "*";

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name on the wire. */
    public String label() {
        return label;
    }

    /** The action of this name; null where there is none. */
    public static @Nullable Action labelled(String label) {
        for (var action : values()) {
            if (action.label.equals(label)) {
                return action;
            }
        }
        return null;
    }

    /**
     * Reads names separated by commas, of which {@code *} means all. Names we don't know are left out: nobody can be
     * granted what they ask for.
     */
    static Set<Action> parseAll(String text) {
        var actions = EnumSet.noneOf(Action.class);
        for (var label : text.split(",", -1)) {
            if (label.equals(ALL)) {
                actions.addAll(EnumSet.allOf(Action.class));
            }
            var action = labelled(label);
            if (action != null) {
                actions.add(action);
            }
        }
        return Collections.unmodifiableSet(actions);
    }

    /** The reverse of {@link #parseAll}. */
    static String render(Set<Action> actions) {
        return actions.size() == values().length
                ? ALL
                : actions.stream().map(Action::label).collect(Collectors.joining(","));
    }

    /** An unchangeable set, in the order of the actions. */
    static Set<Action> setOf(Collection<Action> actions) {
        return Collections.unmodifiableSet(actions.isEmpty() ? EnumSet.noneOf(Action.class) : EnumSet.copyOf(actions));
    }
}
