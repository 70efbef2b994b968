package io.entrepot.manifest.paging;

import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.model.OciError;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How much of a list is asked for (specification, "Listing Tags").
 *
 * @param limit at most so many names; all of them where it is empty
 * @param last only names after this one
 */
public record PageRequest(OptionalInt limit, @Nullable String last) {
    /** Of more than this a page is full, and its {@code Link} leads on. */
    private static final int MAX_LIMIT = 10_000;

    private static final int MAX_DIGITS = 9;

    /** Reads {@code n} and {@code last}; refused with 400 where {@code n} isn't a number. What {@code last} may be, the list knows. */
    public static PageRequest of(RegistryRequest request) {
        var limit = request.query("n");
        var last = request.query("last");
        return new PageRequest(
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit(limit)),
                last == null || last.isEmpty() ? null : last); // every name sorts behind the empty one
    }

    private static int limit(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw OciError.UNSUPPORTED.because(400, "n must be a whole number, 0 or more");
        }
        return text.length() > MAX_DIGITS ? MAX_LIMIT : Math.min(MAX_LIMIT, Integer.parseInt(text));
    }
}
