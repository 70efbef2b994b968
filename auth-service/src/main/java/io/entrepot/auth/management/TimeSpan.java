package io.entrepot.auth.management;

import io.entrepot.kit.rest.Refused;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** A length of time as the API has it, such as {@code PT1H} (ISO 8601). A number alone would not say of what. */
public final class TimeSpan {
    private TimeSpan() {}

    public static Duration parse(String field, String text, Duration shortest, Duration longest) {
        var refusal = Refused.field(field, shortest + " to " + longest);
        try {
            var span = Duration.parse(text);
            if (span.compareTo(shortest) < 0 || span.compareTo(longest) > 0) {
                throw refusal;
            }
            return span;
        } catch (DateTimeParseException malformed) {
            throw refusal;
        }
    }
}
