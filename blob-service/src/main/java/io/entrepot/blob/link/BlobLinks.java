package io.entrepot.blob.link;

import io.entrepot.blob.store.StorageKey;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which repository has which blob, durably. Each method is one statement. */
public interface BlobLinks {
    /** A blob that was deleted from its repository, but not yet for good. */
    record Hidden(RepositoryName repository, Digest digest, Instant since) {}

    /** The content of a repository's blob; null where it doesn't have it, or its object is known to be lost. */
    Future<@Nullable BlobContent> find(RepositoryName repository, Digest digest);

    /** Gives a repository a blob that another one has; any other where none is named. False where there is none. */
    Future<Boolean> mount(RepositoryName to, Digest digest, @Nullable RepositoryName from);

    /**
     * Repositories after {@code last}, or from the beginning where it is null, in byte order, that have a blob and whose
     * names begin in one of these ways; at most {@code limit}. The others cost nothing: how many they are, or whether
     * there is any, can't be told from the time this takes.
     */
    Future<List<RepositoryName>> holders(
            Digest digest, @Nullable RepositoryName last, List<String> prefixes, int limit);

    /** Which of these blobs the repository doesn't have. */
    Future<Set<Digest>> missing(RepositoryName repository, Collection<Digest> digests);

    /** Deletes a blob from a repository, for the time being; false where it doesn't have it. */
    Future<Boolean> hide(RepositoryName repository, Digest digest);

    /** Blobs hidden before this moment, at most {@code limit}. */
    Future<List<Hidden>> hiddenBefore(Instant moment, int limit);

    /** Brings a hidden blob back, unless it was pushed or hidden again meanwhile. */
    Future<Void> restore(Hidden hidden);

    /** Deletes a hidden blob for good, unless it was pushed or hidden again meanwhile. */
    Future<Void> remove(Hidden hidden);

    /** Notes that an object is lost. False where it doesn't serve the digest any more. */
    Future<Boolean> markMissing(Digest digest, StorageKey key);
}
