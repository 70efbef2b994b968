package io.entrepot.manifest.push;

import io.entrepot.manifest.ManifestConfig;
import io.entrepot.manifest.change.Change;
import io.entrepot.manifest.change.Changes;
import io.entrepot.manifest.condition.Precondition;
import io.entrepot.manifest.push.PushOutcome.Incomplete;
import io.entrepot.manifest.push.PushOutcome.Stored;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.Reference;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of a push: all it refers to is there, its condition holds, and nobody remembers what it replaced. */
@Singleton
class Pushes {
    /** A person reads the refusal; a hostile manifest can name forty thousand. */
    private static final int NAMED = 100;

    private final BlobCatalog blobs;
    private final PushStore store;
    private final Changes changes;
    private final boolean allowSparse;

    Pushes(BlobCatalog blobs, PushStore store, Changes changes, ManifestConfig config) {
        this.blobs = blobs;
        this.store = store;
        this.changes = changes;
        this.allowSparse = config.allowSparse();
    }

    /** Stores a manifest under a reference. Fails with {@code MANIFEST_BLOB_UNKNOWN} or, where the condition doesn't hold, 412. */
    Future<Void> push(Push push, Reference reference, Precondition precondition) {
        return verifyBlobs(push).compose(verified -> store(push, reference, precondition));
    }

    private Future<Void> verifyBlobs(Push push) {
        var needed = push.content().blobs();
        if (needed.isEmpty()) {
            return Future.succeededFuture();
        }
        return blobs.missing(push.repository(), needed).compose(absent -> {
            var missing = new HashSet<>(absent);
            missing.removeAll(push.content().blobsElsewhere());
            return missing.isEmpty() || allowSparse ? Future.succeededFuture() : Future.failedFuture(unknown(missing));
        });
    }

    private Future<Void> store(Push push, Reference reference, Precondition precondition) {
        var stored = precondition.isAbsent()
                ? store.push(push)
                : store.pushIf(push, outcome -> precondition.require(replaced(push, reference, outcome)));
        return stored.andThen(result -> {
                    if (result.failed()) {
                        changes.failed(result.cause());
                    }
                    changes.announce(new Change(
                            push.repository(),
                            push.tags(),
                            push.digest(),
                            push.content().subject()));
                })
                .compose(outcome -> switch (outcome) {
                    case Stored done -> Future.succeededFuture();
                    case Incomplete incomplete -> Future.failedFuture(unknown(incomplete.missing()));
                });
    }

    /** What the reference named before the push; a tag that didn't move named the same. */
    private static @Nullable Digest replaced(Push push, Reference reference, Stored stored) {
        return switch (reference) {
            case Tag tag
            when stored.movedFrom().containsKey(tag) -> stored.movedFrom().get(tag);
            case Tag tag -> push.digest();
            case Digest digest -> stored.isNew() ? null : digest;
        };
    }

    private static OciException unknown(Collection<Digest> missing) {
        var named = missing.stream().map(Digest::toString).sorted().limit(NAMED).collect(Collectors.joining(", "));
        var more = missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : "";
        return OciError.MANIFEST_BLOB_UNKNOWN.because("the repository does not have " + named + more);
    }
}
