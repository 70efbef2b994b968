package io.entrepot.auth.management;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What users, groups and robots may be called. */
public final class NameRule {
    private static final Pattern WELL_FORMED = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,127}");

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_DESCRIPTION = 1_000;

    private NameRule() {}

    public static boolean allows(String name) {
        return name.length() <= LONGEST_NAME && WELL_FORMED.matcher(name).matches();
    }

    public static String check(@Nullable String name) {
        if (name == null || !allows(name)) {
            throw Refused.field(
                    "name", "1 to 128 lower-case letters, digits and . _ @ -, of which the first is a letter or digit");
        }
        return name;
    }

    /** A description in the owner's own words; empty where there is none. */
    public static String description(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (text.length() > LONGEST_DESCRIPTION || text.indexOf('\0') >= 0) {
            throw Refused.field("description", "at most " + LONGEST_DESCRIPTION + " characters");
        }
        return text;
    }
}
