package io.entrepot.manifest.tag;

import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of a repository in byte order. */
public interface TagStore {
    /**
     * The first tags after {@code last}, or from the beginning where it is null; at most {@code limit}. Null where there
     * is no such repository.
     */
    Future<@Nullable List<String>> after(RepositoryName repository, @Nullable String last, int limit);
}
