package io.entrepot.blob.upload;

import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.kit.db.UnavailableException;
import io.entrepot.model.Digest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A ledger whose first commit of a claimed upload is lost, before or after the database did it. */
public record SpoiledLedger(UploadLedger ledger, boolean afterTheFact, AtomicBoolean spoiled) implements UploadLedger {
    public SpoiledLedger(UploadLedger ledger, boolean afterTheFact) {
        this(ledger, afterTheFact, new AtomicBoolean());
    }

    private static <T> Future<T> lost() {
        return Future.failedFuture(new UnavailableException("lost", new IllegalStateException()));
    }

    @Override
    public Future<Committed> commit(Claim claim, Digest digest, long size, StorageKey key) {
        if (!spoiled.compareAndSet(false, true)) {
            return ledger.commit(claim, digest, size, key);
        }
        return afterTheFact ? ledger.commit(claim, digest, size, key).compose(done -> lost()) : lost();
    }

    @Override
    public Future<List<byte[]>> secrets() {
        return ledger.secrets();
    }

    @Override
    public Future<Standing> standing(UploadSession session) {
        return ledger.standing(session);
    }

    @Override
    public Future<@Nullable Claim> claim(
            UploadSession session, @Nullable Long expectedOffset, boolean mayBegin, String client) {
        return ledger.claim(session, expectedOffset, mayBegin, client);
    }

    @Override
    public Future<Boolean> checkpoint(Claim claim, Draft draft, @Nullable Buffer hashState, boolean release) {
        return ledger.checkpoint(claim, draft, hashState, release);
    }

    @Override
    public Future<Committed> commitSmall(NewBlob blob) {
        return ledger.commitSmall(blob);
    }

    @Override
    public Future<Boolean> replace(Digest digest, StorageKey lost, StorageKey healthy) {
        return ledger.replace(digest, lost, healthy);
    }

    @Override
    public Future<@Nullable List<StorageKey>> cancel(UploadSession session) {
        return ledger.cancel(session);
    }

    @Override
    public Future<@Nullable List<StorageKey>> end(Claim claim) {
        return ledger.end(claim);
    }

    @Override
    public Future<List<List<StorageKey>>> expire(int limit) {
        return ledger.expire(limit);
    }

    @Override
    public Future<List<StorageKey>> unnamed(List<StorageKey> keys) {
        return ledger.unnamed(keys);
    }

    @Override
    public Duration idleLimit() {
        return ledger.idleLimit();
    }
}
