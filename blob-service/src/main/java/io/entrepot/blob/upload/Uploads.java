package io.entrepot.blob.upload;

import io.entrepot.blob.link.RepositoryBlobs;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.blob.upload.UploadLedger.NewBlob;
import io.entrepot.blob.upload.UploadLedger.Standing;
import io.entrepot.kit.http.Caller;
import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of uploading (specification, "Pushing blobs"). A session costs nothing until its first byte. A body that
 * fits one buffer is hashed and stored whole and committed by one statement; anything bigger claims its session first,
 * and only the newest claim can finish it.
 */
@ApplicationScoped
public class Uploads {
    /** Bodies up to this size are collected in memory. */
    private static final int SMALL = 1 << 20;

    private final UploadLedger ledger;
    private final BlobStore store;
    private final ClaimedUploads claimed;
    private final RepositoryBlobs blobs;
    private final SessionKeys keys;

    Uploads(UploadLedger ledger, BlobStore store, ClaimedUploads claimed, RepositoryBlobs blobs, SessionKeys keys) {
        this.ledger = ledger;
        this.store = store;
        this.claimed = claimed;
        this.blobs = blobs;
        this.keys = keys;
    }

    /** A new session; nothing is stored for it. */
    UploadSession begin(RepositoryName repository, Subject owner, Algorithm algorithm) {
        return new UploadSession(UUID.randomUUID(), owner, repository, algorithm, Instant.now());
    }

    String name(UploadSession session) {
        return keys.names().name(session);
    }

    /** The session of this name, which has to be the caller's own, begun while they were let in. */
    UploadSession session(RepositoryName repository, String name, Caller caller) {
        var session = keys.names().parse(name, repository, caller.subject());
        if (session.issued().isAfter(caller.expires())) {
            throw SessionNames.unknown();
        }
        return session;
    }

    /** How many bytes an open upload has. */
    Future<Long> received(UploadSession session) {
        return ledger.standing(session).map(standing -> switch (standing) {
            case Standing.Open open -> open.received();
            case Standing.Untouched untouched when isFresh(session) -> 0L;
            default -> throw SessionNames.unknown();
        });
    }

    /** Appends a chunk or a stream of unknown length, and tells how many bytes the upload has then. */
    Future<Long> append(UploadSession session, @Nullable ContentRange range, UploadBody body) {
        if (range != null) {
            body.expect(range);
        }
        return claim(session, range, body)
                .compose(claim -> claimed.append(claim, session.algorithm(), body))
                .recover(failure -> failure instanceof Overtaken
                        ? ledger.standing(session)
                                .compose(standing -> Future.failedFuture(refusal(session, range, standing)))
                        : Future.failedFuture(failure));
    }

    /** Closes an upload, with the last bytes in the body or none; the blob is durable when the future ends. */
    Future<Void> finish(UploadSession session, Digest digest, @Nullable ContentRange range, UploadBody body) {
        if (range != null) {
            body.expect(range);
        }
        var small = body.announced() <= SMALL && (range == null || range.start() == 0);
        return small
                ? body.collect(SMALL)
                        .compose(collected -> body.isWhole()
                                ? finishSmall(session, digest, range, body)
                                : finishClaimed(session, digest, range, body))
                : finishClaimed(session, digest, range, body);
    }

    /** A single POST with the whole blob. */
    Future<Void> push(RepositoryName repository, Digest digest, UploadBody body) {
        var session = begin(repository, Subject.ANONYMOUS, digest.algorithm()); // nobody gets to know its name
        if (body.announced() > SMALL) {
            return pushClaimed(session, digest, body);
        }
        return body.collect(SMALL).compose(collected -> {
            if (!body.isWhole()) {
                return pushClaimed(session, digest, body);
            }
            return hash(digest, body)
                    .compose(matches -> matches
                            ? commitSmall(null, session, digest, body).mapEmpty()
                            : Future.failedFuture(mismatch()));
        });
    }

    /** Nobody could go on where it failed. */
    private Future<Void> pushClaimed(UploadSession session, Digest digest, UploadBody body) {
        return finishClaimed(session, digest, null, body)
                .recover(failure -> drop(session).transform(dropped -> Future.failedFuture(failure)));
    }

    /** Ends an upload and drops its bytes. */
    Future<Void> cancel(UploadSession session) {
        return ledger.standing(session).compose(standing -> switch (standing) {
            case Standing.Open open -> drop(session);
            case Standing.Untouched untouched when isFresh(session) -> drop(session);
            default -> Future.failedFuture(SessionNames.unknown());
        });
    }

    private Future<Void> drop(UploadSession session) {
        return ledger.cancel(session)
                .compose(left -> left == null ? Future.failedFuture(SessionNames.unknown()) : claimed.abandon(left));
    }

    private Future<Void> finishSmall(
            UploadSession session, Digest digest, @Nullable ContentRange range, UploadBody body) {
        // Where the body alone isn't the blob, it may be the last chunk of one.
        return hash(digest, body)
                .compose(matches -> matches && isFresh(session)
                        ? commitSmall(session.id(), session, digest, body)
                                .compose(done ->
                                        done ? Future.succeededFuture() : finishClaimed(session, digest, range, body))
                        : finishClaimed(session, digest, range, body));
    }

    private Future<Boolean> hash(Digest digest, UploadBody body) {
        return claimed.hash(digest.algorithm(), body.collected()).map(digest::equals);
    }

    /** False where the session has been used before, so that its standing decides. */
    private Future<Boolean> commitSmall(
            @Nullable UUID tombstone, UploadSession session, Digest digest, UploadBody body) {
        var key = StorageKey.of(Instant.now(), UUID.randomUUID(), 0);
        var bytes = body.collected();
        var blob = new NewBlob(tombstone, session.repository(), digest, bytes.length(), key);
        return store.put(key, bytes)
                .compose(stored -> ledger.commitSmall(blob))
                .onComplete(committed -> blobs.changed(session.repository(), digest, committed))
                .compose(committed -> committed.key() == null
                        ? store.delete(key).map(false)
                        : claimed.settle(committed.key(), key, digest, bytes.length())
                                .map(true));
    }

    private Future<Void> finishClaimed(
            UploadSession session, Digest digest, @Nullable ContentRange range, UploadBody body) {
        return claim(session, range, body)
                .compose(claim -> claimed.finish(claim, digest, body))
                .recover(failure -> failure instanceof Overtaken
                        ? ledger.standing(session)
                                .compose(standing -> isAlready(digest, standing)
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(refusal(session, range, standing)))
                        : Future.failedFuture(failure));
    }

    private Future<Claim> claim(UploadSession session, @Nullable ContentRange range, UploadBody body) {
        return ledger.claim(session, range == null ? null : range.start(), isFresh(session), body.client())
                .compose(claim -> claim == null ? Future.failedFuture(new Overtaken()) : Future.succeededFuture(claim));
    }

    private boolean isFresh(UploadSession session) {
        return session.issued().plus(ledger.idleLimit()).isAfter(Instant.now());
    }

    private static boolean isAlready(Digest digest, Standing standing) {
        return standing instanceof Standing.Finished finished
                && finished.digest().equals(digest);
    }

    /** Why a claim was not given, or not kept. */
    private OciException refusal(UploadSession session, @Nullable ContentRange range, Standing standing) {
        return switch (standing) {
            case Standing.Open open ->
                range == null
                        ? UploadLocation.overtaken(session.repository(), name(session), open.received())
                        : UploadLocation.misplaced(session.repository(), name(session), open.received());
            case Standing.Untouched untouched
            when isFresh(session) ->
                range != null && range.start() > 0
                        ? UploadLocation.misplaced(session.repository(), name(session), 0)
                        : tooMany();
            default -> SessionNames.unknown();
        };
    }

    private static OciException tooMany() {
        return OciError.TOOMANYREQUESTS
                .because("this client has as many uploads open as it may")
                .with(Map.of("Retry-After", "10"));
    }

    static OciException mismatch() {
        return OciError.DIGEST_INVALID.because("the uploaded bytes have another digest");
    }

    /** Deletes what expired uploads left; for the sweeper. */
    Future<Void> abandon(List<StorageKey> left) {
        return claimed.abandon(left);
    }
}
