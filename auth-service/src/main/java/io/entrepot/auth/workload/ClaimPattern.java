package io.entrepot.auth.workload;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Text with at most one {@code *}. At the end it stands for anything; where more follows, for anything without a slash or
 * a colon: else whoever may name a branch could make the rest of the pattern match a part of that name.
 */
final class ClaimPattern {
    private static final char STAR = '*';

    private ClaimPattern() {}

    static boolean isWellFormed(String pattern) {
        return pattern.indexOf(STAR) == pattern.lastIndexOf(STAR);
    }

    /** Whether the value of a claim matches; of a list, whether one of its values does. */
    static boolean matches(String pattern, @Nullable Object value) {
        return switch (value) {
            case Collection<?> values -> values.stream().anyMatch(each -> isText(each) && matches(pattern, text(each)));
            case null -> false;
            default -> isText(value) && matches(pattern, text(value));
        };
    }

    /** What a claim holds besides has no text that one could be sure of. */
    private static boolean isText(@Nullable Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Long;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static boolean matches(String pattern, String text) {
        var star = pattern.indexOf(STAR);
        if (star < 0) {
            return pattern.equals(text);
        }
        var end = pattern.substring(star + 1);
        if (text.length() < pattern.length() - 1
                || !text.startsWith(pattern.substring(0, star))
                || !text.endsWith(end)) {
            return false;
        }
        var between = text.substring(star, text.length() - end.length());
        return end.isEmpty() || between.chars().noneMatch(character -> character == '/' || character == ':');
    }
}
