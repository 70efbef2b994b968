package io.entrepot.auth.management;

import io.entrepot.kit.rest.Refused;
import org.jspecify.annotations.Nullable;

/** Something that is changed only by who knows its present state. */
public interface Versioned {
    long version();

    /** The version as an entity tag (RFC 9110). */
    default String etag() {
        return "\"" + version() + "\"";
    }

    /** Refuses a change by who saw another version, or doesn't say which. */
    default void requireMatch(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Refused.withoutVersion();
        }
        if (!ifMatch.strip().equals("*") && !ifMatch.strip().equals(etag())) {
            throw Refused.changed();
        }
    }
}
