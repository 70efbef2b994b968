package io.entrepot.blob.upload;

import io.entrepot.blob.link.RepositoryBlobs;
import io.entrepot.blob.store.BlobSink;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.BlobWorkers;
import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.LostBlob;
import io.entrepot.blob.store.Sealed;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.entrepot.model.OciException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of a {@link Claim} does with it: stream bytes in, and turn the upload into a blob. It all fails with
 * {@link Overtaken} where the claim is not the newest any more.
 */
@ApplicationScoped
class ClaimedUploads {
    private static final Logger LOG = Logger.getLogger(ClaimedUploads.class);

    /** What a claim has after a body; the hash is null where it must be read back. */
    record Written(Draft draft, @Nullable StreamingHash hash) {}

    private final UploadLedger ledger;
    private final BlobStore store;
    private final BlobWorkers workers;
    private final UploadMemory memory;
    private final RepositoryBlobs blobs;

    ClaimedUploads(
            UploadLedger ledger, BlobStore store, BlobWorkers workers, UploadMemory memory, RepositoryBlobs blobs) {
        this.ledger = ledger;
        this.store = store;
        this.workers = workers;
        this.memory = memory;
        this.blobs = blobs;
    }

    /** Streams a body behind what the upload has, and tells how many bytes it has then. */
    Future<Long> append(Claim claim, Algorithm algorithm, UploadBody body) {
        return write(claim, algorithm, body, false)
                .map(written -> written.draft().length());
    }

    /** Records how far it came, whether the body was whole or not. */
    private Future<Written> write(Claim claim, Algorithm algorithm, UploadBody body, boolean last) {
        if (!body.fitsBehind(claim.received())) {
            return endIfOver(claim, UploadBody.tooLarge());
        }
        var written = store.open(claim.target(), claim.number(), claim.draft()).compose(sink -> {
            var hash = hash(claim, algorithm);
            var intake = new Intake(
                    sink,
                    hash,
                    claim.received(),
                    workers,
                    memory,
                    progress -> ledger.checkpoint(claim, progress.draft(), progress.hashState(), false));
            return body.pour(intake)
                    .transform(poured -> stand(claim, body, sink, intake, last && poured.succeeded())
                            .onComplete(known -> sink.close())
                            .compose(progress -> record(claim, progress, sink))
                            .compose(draft -> poured.failed()
                                    ? Future.failedFuture(poured.cause())
                                    : Future.succeededFuture(new Written(draft, hash))));
        });
        return written.recover(failure -> endIfOver(claim, failure));
    }

    /** What of the upload is durable after a body. What contradicts its own Content-Range doesn't count. */
    private Future<Intake.Progress> stand(Claim claim, UploadBody body, BlobSink sink, Intake intake, boolean last) {
        return body.isMalformed()
                ? Future.succeededFuture(new Intake.Progress(sink.opened(), claim.hashState()))
                : onWorker(last ? intake::end : intake::sync);
    }

    private Future<Draft> record(Claim claim, Intake.Progress progress, BlobSink sink) {
        var draft = progress.draft();
        return ledger.checkpoint(claim, draft, progress.hashState(), true)
                .compose(newest -> newest
                        ? dropSuperseded(claim, sink.superseded(draft))
                        : delete(sink.forsaken()).compose(done -> Future.failedFuture(new Overtaken())))
                .map(draft);
    }

    private Future<Void> dropSuperseded(Claim claim, List<StorageKey> superseded) {
        var stale = claim.stale();
        return delete(superseded).compose(done -> stale == null ? Future.succeededFuture() : store.abandon(stale));
    }

    /** An upload that is too large, or whose bytes are lost, is over; but only the newest claim can say so. */
    private <T> Future<T> endIfOver(Claim claim, Throwable failure) {
        var isOver =
                failure instanceof LostBlob || (failure instanceof OciException refused && refused.status() == 413);
        if (!isOver) {
            return Future.failedFuture(failure);
        }
        return end(claim).compose(ended -> Future.failedFuture(ended ? failure : new Overtaken()));
    }

    private Future<Boolean> end(Claim claim) {
        return ledger.end(claim)
                .compose(left -> left == null
                        ? Future.succeededFuture(false)
                        : abandon(left).map(true));
    }

    private static @Nullable StreamingHash hash(Claim claim, Algorithm algorithm) {
        if (claim.received() == 0) {
            return new StreamingHash(algorithm);
        }
        var state = claim.hashState();
        return state == null ? null : StreamingHash.resume(claim.session().algorithm(), state);
    }

    /** Takes the last bytes and commits; with the wrong digest nothing of the upload is kept. */
    Future<Void> finish(Claim claim, Digest digest, UploadBody body) {
        var nothingToWrite =
                body.announced() == 0 || (body.isWhole() && body.collected().length() == 0);
        var written = nothingToWrite && claim.isInOrder() && claim.received() > 0
                ? Future.succeededFuture(new Written(claim.draft(), hash(claim, digest.algorithm())))
                : write(claim, digest.algorithm(), body, true);
        return written.compose(done -> finish(claim, digest, done));
    }

    private Future<Void> finish(Claim claim, Digest digest, Written written) {
        var hash = written.hash();
        var actual = hash != null && hash.algorithm() == digest.algorithm() ? hash.finish() : null;
        if (actual != null && !actual.equals(digest)) {
            return refuse(claim);
        }
        var size = written.draft().length();
        return store.seal(written.draft())
                .recover(failure -> endIfOver(claim, failure))
                .compose(object -> (actual != null ? Future.succeededFuture(actual) : readBack(object, size, digest))
                        .compose(found -> found.equals(digest) ? commit(claim, digest, size, object) : refuse(claim)));
    }

    private Future<Digest> readBack(Sealed object, long size, Digest expected) {
        return store.read(object.key(), size).compose(blob -> ReadBack.digest(blob, size, expected.algorithm()));
    }

    private Future<Void> refuse(Claim claim) {
        return end(claim).compose(ended -> Future.failedFuture(ended ? Uploads.mismatch() : new Overtaken()));
    }

    private Future<Void> commit(Claim claim, Digest digest, long size, Sealed object) {
        return ledger.commit(claim, digest, size, object.key())
                .onComplete(committed -> blobs.changed(claim.session().repository(), digest, committed))
                .compose(committed -> committed.key() == null
                        ? Future.failedFuture(new Overtaken())
                        : settle(committed.key(), object.key(), digest, size)
                                .compose(done -> delete(object.superseded())));
    }

    /** Drops our bytes where the digest was stored already, unless the object that serves it turns out to be lost. */
    Future<Void> settle(StorageKey serving, StorageKey ours, Digest digest, long size) {
        if (serving.equals(ours)) {
            return Future.succeededFuture();
        }
        return store.verify(serving, size)
                .map(healthy -> false)
                .recover(failure ->
                        failure instanceof LostBlob ? heal(serving, ours, digest) : Future.failedFuture(failure))
                .compose(used -> used ? Future.succeededFuture() : store.delete(ours));
    }

    private Future<Boolean> heal(StorageKey lost, StorageKey ours, Digest digest) {
        LOG.warnf("%s: object %s is lost; the new upload takes its place", digest, lost);
        return ledger.replace(digest, lost, ours).onComplete(replaced -> blobs.contentChanged(digest, replaced));
    }

    Future<Digest> hash(Algorithm algorithm, Buffer bytes) {
        return workers.call(() -> {
            var hash = new StreamingHash(algorithm);
            hash.update(bytes);
            return hash.finish();
        });
    }

    private Future<Void> delete(List<StorageKey> keys) {
        return Future.join(keys.stream().map(store::delete).toList()).mapEmpty();
    }

    /** Deletes what uploads that came to nothing left. */
    Future<Void> abandon(List<StorageKey> keys) {
        return Future.join(keys.stream().map(store::abandon).toList()).mapEmpty();
    }

    /** Runs asynchronous work that may block its thread for a while; the future ends on the caller's event loop. */
    private <T> Future<T> onWorker(java.util.function.Supplier<Future<T>> work) {
        var context = Vertx.currentContext();
        io.vertx.core.Promise<T> promise = io.vertx.core.Promise.promise();
        workers.execute(() ->
                work.get().onComplete(result -> BlobWorkers.onContext(context, () -> promise.handle(result))));
        return promise.future();
    }
}
