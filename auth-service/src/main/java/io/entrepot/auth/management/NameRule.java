package io.entrepot.auth.management;

import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.entrepot.model.Subject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is taken for the name of a user, a group or a robot, and for words about one. */
public final class NameRule {
    private static final Pattern WELL_FORMED = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,127}");

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_GROUP = 200;
    private static final int LONGEST_WORDS = 1_000;

    private NameRule() {}

    public static boolean allows(String name) {
        return name.length() <= LONGEST_NAME && WELL_FORMED.matcher(name).matches();
    }

    public static String check(String field, @Nullable String name) {
        if (name == null || !allows(name)) {
            throw Refused.field(
                    field, "1 to 128 lower-case letters, digits and . _ @ -, of which the first is a letter or digit");
        }
        return name;
    }

    /** Whether a group may be called so, be it one of the provider's. */
    public static boolean allowsGroup(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_GROUP
                && !name.startsWith("/")
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** The name after which a page begins; empty on the first. */
    public static String after(PageRequest page) {
        var name = page.cursor();
        if (name != null && !allows(name)) {
            throw PageRequest.noCursor();
        }
        return name == null ? "" : name;
    }

    /** Somebody whom a list is to be about; null where it is about all. */
    public static @Nullable String subject(String field, @Nullable String asked) {
        if (asked != null && Subject.parse(asked) == null) {
            throw Refused.field(field, "user:NAME, robot:NAME, workload:ISSUER/RULE or anonymous");
        }
        return asked;
    }

    /** Something in somebody's own words; empty where there is none. */
    public static String words(String field, @Nullable String text) {
        if (text == null) {
            return "";
        }
        if (text.length() > LONGEST_WORDS || text.indexOf('\0') >= 0) {
            throw Refused.field(field, "at most " + LONGEST_WORDS + " characters");
        }
        return text;
    }
}
