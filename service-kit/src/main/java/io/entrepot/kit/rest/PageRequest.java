package io.entrepot.kit.rest;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param cursor null on the first
 */
public record PageRequest(int limit, @Nullable String cursor) {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final int DIGITS = 18;

    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        var asked = limit == null ? USUAL : limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
        if (asked < 1 || asked > MOST) {
            throw Refused.field("limit", "1 to " + MOST);
        }
        return new PageRequest(asked, "".equals(cursor) ? null : cursor);
    }

    /** How many to look for: one more tells that more follow. */
    public int toFind() {
        return limit + 1;
    }

    /** The number after which the page begins; {@code first} where it is the first page. */
    public long afterNumber(long first) {
        if (cursor == null) {
            return first;
        }
        if (cursor.length() > DIGITS || !cursor.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw noCursor();
        }
        return Long.parseLong(cursor);
    }

    public static Refused noCursor() {
        return Refused.field("cursor", "is none that was given out");
    }
}
