package io.entrepot.blob.upload;

import io.entrepot.blob.link.RepositoryBlobs;
import io.entrepot.blob.store.BlobSink;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.BlobWorkers;
import io.entrepot.blob.store.LostBlob;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the holder of a {@link Claim} does with it: stream bytes in, and turn the upload into a blob. */
@ApplicationScoped
class ClaimedUploads {
    private static final Logger LOG = Logger.getLogger(ClaimedUploads.class);

    /** What a claim has after a body; the hash is null where it must be read back. */
    record Written(long received, @Nullable StreamingHash hash) {}

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

    /** Streams a body behind what the upload has, and records how far it came, whether the body was whole or not. */
    Future<Written> write(Claim claim, Algorithm algorithm, UploadBody body) {
        return store.open(claim.target(), claim.source(), claim.received())
                .recover(failure -> failure instanceof LostBlob
                        ? ledger.cancel(claim.session()).compose(left -> Future.failedFuture(failure))
                        : Future.failedFuture(failure))
                .compose(sink -> {
                    var hash = hash(claim, algorithm);
                    var intake = new Intake(
                            sink,
                            hash,
                            claim.received(),
                            workers,
                            memory,
                            progress -> ledger.checkpoint(claim, progress.received(), progress.hashState(), false));
                    return body.pour(intake)
                            .transform(poured -> conclude(claim, body, sink, intake)
                                    .compose(concluded -> poured.failed()
                                            ? Future.failedFuture(poured.cause())
                                            : Future.succeededFuture(new Written(intake.received(), hash))));
                });
    }

    /** Syncs, records, closes. What contradicts its own Content-Range doesn't count. */
    private Future<Void> conclude(Claim claim, UploadBody body, BlobSink sink, Intake intake) {
        return onWorker(intake::sync)
                .onComplete(synced -> sink.close())
                .compose(progress -> body.isMalformed()
                        ? ledger.checkpoint(claim, claim.received(), claim.hashState(), true)
                        : ledger.checkpoint(claim, progress.received(), progress.hashState(), true))
                .compose(newest -> newest ? dropSuperseded(claim) : fencedOff(claim));
    }

    private Future<Void> dropSuperseded(Claim claim) {
        var source = claim.source().equals(claim.target()) ? null : claim.source();
        return drop(source).compose(done -> drop(claim.stale()));
    }

    private Future<Void> fencedOff(Claim claim) {
        // Where the object was continued in order, it is the newer claim's source now.
        var own = claim.target().equals(claim.source()) ? null : claim.target();
        return drop(own).compose(done -> Future.failedFuture(SessionNames.unknown()));
    }

    private Future<Void> drop(@Nullable StorageKey key) {
        return key == null ? Future.succeededFuture() : store.delete(key);
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
        var written = nothingToWrite && claim.source().equals(claim.target()) && claim.received() > 0
                ? asItIs(claim, digest.algorithm(), body)
                : write(claim, digest.algorithm(), body);
        return written.compose(done -> actualDigest(claim, done, digest.algorithm())
                .compose(actual -> actual.equals(digest)
                        ? commit(claim, digest, done.received())
                        : ledger.cancel(claim.session())
                                .compose(left -> left == null ? Future.succeededFuture() : delete(left))
                                .compose(dropped -> Future.failedFuture(Uploads.mismatch()))));
    }

    /** Where nothing is to be added; but bytes behind those that count, of a refused chunk, are still to be dropped. */
    private Future<Written> asItIs(Claim claim, Algorithm algorithm, UploadBody body) {
        return store.read(claim.target(), claim.received())
                .map(whole -> new Written(claim.received(), hash(claim, algorithm)))
                .recover(failure ->
                        failure instanceof LostBlob ? write(claim, algorithm, body) : Future.failedFuture(failure));
    }

    private Future<Digest> actualDigest(Claim claim, Written written, Algorithm algorithm) {
        var hash = written.hash();
        if (hash != null && hash.algorithm() == algorithm) {
            return Future.succeededFuture(hash.finish());
        }
        return store.read(claim.target(), written.received())
                .compose(blob -> ReadBack.digest(blob, written.received(), algorithm));
    }

    private Future<Void> commit(Claim claim, Digest digest, long size) {
        return ledger.commit(claim, digest, size)
                .onComplete(committed -> blobs.changed(claim.session().repository(), digest, committed))
                .compose(committed -> committed.key() == null
                        ? Future.failedFuture(SessionNames.unknown())
                        : settle(committed.key(), claim.target(), digest, size));
    }

    /** Drops our bytes where the digest was stored already, unless the object that serves it turns out to be lost. */
    Future<Void> settle(StorageKey serving, StorageKey ours, Digest digest, long size) {
        if (serving.equals(ours)) {
            return Future.succeededFuture();
        }
        return store.read(serving, size)
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

    Future<Void> delete(List<StorageKey> keys) {
        return Future.join(keys.stream().map(store::delete).toList()).mapEmpty();
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
