package io.entrepot.manifest.referrers;

import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The manifests of a repository that name a subject, in byte order of their digests. */
public interface ReferrerStore {
    /**
     * Some of them, one after the other.
     *
     * @param more whether others follow
     */
    record Page(List<Referrer> referrers, boolean more) {}

    /**
     * Which ones to read.
     *
     * @param artifactType only those of this type, unless null
     * @param last only those after this one, unless null
     */
    record Query(
            RepositoryName repository,
            Digest subject,
            @Nullable String artifactType,
            @Nullable Digest last) {}

    /** The first ones asked for; a page ends before it exceeds its limit of entries or bytes, but never before the first. */
    Future<Page> find(Query query, int entries, long bytes);
}
