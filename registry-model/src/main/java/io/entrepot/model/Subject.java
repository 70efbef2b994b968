package io.entrepot.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who asks; {@code user:alice} in text. Whoever shows nothing is {@link #ANONYMOUS}, a subject like any other. */
public record Subject(Kind kind, String name) {
    public static final Subject ANONYMOUS = new Subject(Kind.ANONYMOUS, "");

    /** What sort of a subject it is. */
    public enum Kind {
        /** A person. */
        USER,
        /** A program with a secret of its own. */
        ROBOT,
        /** A job that somebody else vouches for. */
        WORKLOAD,
        ANONYMOUS;

        private final String label = name().toLowerCase(Locale.ROOT);

        public String label() {
            return label;
        }
    }

    public static Subject user(String name) {
        return new Subject(Kind.USER, name);
    }

    public static Subject robot(String name) {
        return new Subject(Kind.ROBOT, name);
    }

    /** Reads the text form; null where it is none. */
    public static @Nullable Subject parse(String text) {
        if (text.equals(Kind.ANONYMOUS.label())) {
            return ANONYMOUS;
        }
        var colon = text.indexOf(':');
        if (colon < 0 || colon == text.length() - 1) {
            return null;
        }
        for (var kind : Kind.values()) {
            if (kind != Kind.ANONYMOUS && kind.label().contentEquals(text.subSequence(0, colon))) {
                return new Subject(kind, text.substring(colon + 1));
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return kind == Kind.ANONYMOUS ? kind.label() : kind.label() + ":" + name;
    }
}
