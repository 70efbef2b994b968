package io.entrepot.auth.management;

import io.entrepot.kit.rest.PageRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next to be sent as {@code cursor} for the part that follows; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** Makes a page of what was found, which is one more than fits where more follows. */
    public static <E, T> Page<T> of(List<E> found, PageRequest asked, Function<E, T> view, Function<E, ?> cursor) {
        var more = found.size() > asked.limit();
        var shown = more ? found.subList(0, asked.limit()) : found;
        return new Page<>(
                shown.stream().map(view).toList(),
                more ? cursor.apply(shown.getLast()).toString() : null);
    }
}
