package io.entrepot.blob.upload;

import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The durable side of uploads: who may write, how far they are, and their commit. Each method is one statement. */
public interface UploadLedger {
    /** How an upload stands. */
    sealed interface Standing {
        /** Never written to, as far as the ledger knows. */
        record Untouched() implements Standing {}

        record Open(long received) implements Standing {}

        /** Became this blob. */
        record Finished(Digest digest) implements Standing {}

        record Cancelled() implements Standing {}
    }

    /** A blob to commit whose bytes are stored already. The session is null for an upload that never had one. */
    record NewBlob(@Nullable UUID session, RepositoryName repository, Digest digest, long size, StorageKey key) {}

    /** What a commit led to: the key that serves the digest now; null where the session was used before. */
    record Committed(@Nullable StorageKey key) {}

    /** The MAC secrets of session names, newest first; there is always one. */
    Future<List<byte[]>> secrets();

    Future<Standing> standing(UploadSession session);

    /**
     * Claims an upload, atomically fencing off whoever claimed it before. Null where it isn't open, or not at the
     * expected offset.
     *
     * @param mayBegin whether an upload the ledger doesn't know may be begun (its name is still fresh)
     * @param client who would begin it; one who has as many open as allowed may not
     */
    Future<@Nullable Claim> claim(
            UploadSession session, @Nullable Long expectedOffset, boolean mayBegin, String client);

    /**
     * Records how far a claim is.
     *
     * @param release whether the claim's writer is done with the object
     * @return false where the claim is not the newest any more
     */
    Future<Boolean> checkpoint(Claim claim, Draft draft, @Nullable Buffer hashState, boolean release);

    /** Commits a small blob: content and link inserted or revived, the session's tombstone written. */
    Future<Committed> commitSmall(NewBlob blob);

    /** The same for a claimed upload, sealed at this key; there is no key to serve it where the claim is not the newest any more. */
    Future<Committed> commit(Claim claim, Digest digest, long size, StorageKey key);

    /** Lets other bytes serve a digest whose object turned out to be lost; false where somebody else did it first. */
    Future<Boolean> replace(Digest digest, StorageKey lost, StorageKey healthy);

    /** Ends an upload without a blob, fencing off its writers, and tells what to abandon; null where it isn't open. */
    Future<@Nullable List<StorageKey>> cancel(UploadSession session);

    /** The same by the holder of a claim; null where it is not the newest any more. */
    Future<@Nullable List<StorageKey>> end(Claim claim);

    /** Removes uploads and tombstones past their time, at most {@code limit}, and tells what to abandon. */
    Future<List<List<StorageKey>>> expire(int limit);

    /** Which of these keys no blob and no open upload needs. */
    Future<List<StorageKey>> unnamed(List<StorageKey> keys);

    /** How long an untouched upload lives. */
    Duration idleLimit();
}
