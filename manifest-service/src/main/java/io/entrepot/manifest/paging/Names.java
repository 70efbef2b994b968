package io.entrepot.manifest.paging;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that is too long to be read at once. */
@FunctionalInterface
public interface Names {
    /** The first names in byte order after {@code last}, or from the beginning where it is null; at most {@code limit}. */
    Future<List<String>> after(@Nullable String last, int limit);
}
