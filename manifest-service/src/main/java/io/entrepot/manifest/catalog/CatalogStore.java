package io.entrepot.manifest.catalog;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The repositories in byte order of their names. */
public interface CatalogStore {
    /** The first names after {@code last}, or from the beginning where it is null; at most {@code limit}. */
    Future<List<String>> after(@Nullable String last, int limit);

    /** The same of those whose names begin in one of these ways; the others cost nothing, however many they are. */
    Future<List<String>> after(@Nullable String last, int limit, List<String> prefixes);
}
