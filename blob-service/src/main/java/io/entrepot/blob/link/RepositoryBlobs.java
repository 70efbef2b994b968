package io.entrepot.blob.link;

import io.entrepot.blob.link.BlobContent.SmallBlob;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.LostBlob;
import io.entrepot.blob.store.ReadableBlob;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.kit.cache.CoherentCache;
import io.entrepot.kit.cache.DoubtingWriter;
import io.entrepot.kit.cache.SoleWriter;
import io.entrepot.model.Action;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.Permissions;
import io.entrepot.model.RepositoryName;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The blobs of repositories: found, mounted, verified, deleted, and healed when their object is lost. */
@Singleton
public class RepositoryBlobs {
    private static final Logger LOG = Logger.getLogger(RepositoryBlobs.class);
    private static final int SMALL = 64 << 10;
    private static final int LINK_WEIGHT = 300;
    private static final int HOLDERS = 1_000;

    private record Link(RepositoryName repository, Digest digest) {}

    private final BlobLinks links;
    private final BlobStore store;
    private final ManifestReferences references;
    private final DoubtingWriter trust;
    private final CoherentCache<Link, Boolean> linked;
    private final CoherentCache<Digest, BlobContent> contents;
    private final CoherentCache<Digest, Boolean> healthy;
    private final CoherentCache<StorageKey, SmallBlob> smallBlobs;

    RepositoryBlobs(
            BlobLinks links, BlobStore store, ManifestReferences references, SoleWriter soleWriter, BlobConfig config) {
        this.links = links;
        this.store = store;
        this.references = references;
        this.trust = new DoubtingWriter(soleWriter);
        var bytes = config.cacheBytes().orElse(Runtime.getRuntime().maxMemory() / 8);
        this.linked = new CoherentCache<>(trust, bytes / 8, (link, yes) -> LINK_WEIGHT);
        this.healthy = new CoherentCache<>(trust, bytes / 8, (digest, yes) -> LINK_WEIGHT);
        this.smallBlobs = new CoherentCache<>(
                SoleWriter.OF_THE_UNCHANGING,
                bytes / 4,
                (key, small) -> small.answer().weight());
        this.contents = new CoherentCache<>(trust, bytes / 2, (digest, content) -> content.weight());
    }

    /** What is in memory of a repository's blob; null says nothing about whether it exists. */
    public @Nullable BlobContent remembered(RepositoryName repository, Digest digest) {
        return linked.get(new Link(repository, digest)) == null ? null : contents.get(digest);
    }

    /** A repository's blob. Fails with {@code BLOB_UNKNOWN}. */
    public Future<BlobContent> find(RepositoryName repository, Digest digest) {
        var remembered = remembered(repository, digest);
        return remembered != null ? Future.succeededFuture(remembered) : load(repository, digest);
    }

    private Future<BlobContent> load(RepositoryName repository, Digest digest) {
        var link = linked.begin(new Link(repository, digest));
        var contentFill = contents.begin(digest);
        return read(repository, digest).compose(content -> {
            if (content == null) {
                return Future.failedFuture(unknown());
            }
            link.put(Boolean.TRUE);
            contentFill.put(content);
            return Future.succeededFuture(content);
        });
    }

    private Future<@Nullable BlobContent> read(RepositoryName repository, Digest digest) {
        return links.find(repository, digest)
                .compose(content -> content == null || content.size() > SMALL
                        ? Future.succeededFuture(content)
                        : withBytes(digest, content));
    }

    private Future<@Nullable BlobContent> withBytes(Digest digest, BlobContent content) {
        var known = smallBlobs.get(content.key());
        var small = known != null
                ? Future.succeededFuture(known)
                : smallBlobs.load(content.key(), () -> readSmall(digest, content));
        return small.map(bytes -> new BlobContent(content.size(), content.key(), bytes));
    }

    private Future<@Nullable SmallBlob> readSmall(Digest digest, BlobContent content) {
        return open(digest, content)
                .compose(blob -> blob.read(0, (int) content.size()))
                .map(bytes -> SmallBlob.of(digest, bytes.getBytes()));
    }

    /** Opens a blob's object; one that turns out to be lost is noted, so that the next upload of the digest heals it. */
    public Future<ReadableBlob> open(Digest digest, BlobContent content) {
        return store.read(content.key(), content.size())
                .<ReadableBlob>map(blob -> new WatchedBlob(blob, lost -> noted(digest, content, lost)))
                .recover(failure -> failure instanceof LostBlob lost
                        ? noted(digest, content, lost).mapEmpty()
                        : Future.failedFuture(failure));
    }

    /** Where a client can get a blob's bytes itself; null where it has to get them from us. */
    public Future<@Nullable URI> link(Digest digest, BlobContent content) {
        return store.link(content.key(), content.size())
                .recover(failure -> failure instanceof LostBlob lost
                        ? noted(digest, content, lost).mapEmpty()
                        : Future.failedFuture(failure));
    }

    /** Notes the loss, and fails with what the client is to hear: a refusal, because the log has a line about it already. */
    private Future<?> noted(Digest digest, BlobContent content, LostBlob lost) {
        LOG.errorf("%s is lost until it is pushed again: %s", digest, lost.getMessage());
        return links.markMissing(digest, content.key())
                .onComplete(marked -> contentChanged(digest, marked))
                .compose(marked -> Future.failedFuture(OciError.UNKNOWN.because(
                        "the registry lost the bytes of this blob; pushing it again heals it")));
    }

    /**
     * Gives a repository a blob that {@code from}, or any repository where it is null, has; as far as the one who wants it
     * may pull from there.
     */
    public Future<Boolean> mount(RepositoryName to, Digest digest, @Nullable RepositoryName from, Permissions may) {
        if (from != null) {
            return may.allows(from, Action.PULL) ? mount(to, digest, from) : Future.succeededFuture(false);
        }
        return may.allowsEverywhere(Action.PULL)
                ? mount(to, digest, null)
                : holder(digest, null, may)
                        .compose(holder -> holder == null ? Future.succeededFuture(false) : mount(to, digest, holder));
    }

    private Future<Boolean> mount(RepositoryName to, Digest digest, @Nullable RepositoryName from) {
        return links.mount(to, digest, from).onComplete(mounted -> changed(to, digest, mounted));
    }

    /** A repository that has the blob and that one may pull from. */
    private Future<@Nullable RepositoryName> holder(Digest digest, @Nullable RepositoryName last, Permissions may) {
        return links.holders(digest, last, may.prefixes(Action.PULL), HOLDERS).compose(found -> {
            for (var repository : found) {
                if (may.allows(repository, Action.PULL)) {
                    return Future.succeededFuture(repository);
                }
            }
            return found.size() < HOLDERS ? Future.succeededFuture() : holder(digest, found.getLast(), may);
        });
    }

    /** Which of the blobs that a manifest is about to rely on the repository doesn't have. */
    public Future<Set<Digest>> missing(RepositoryName repository, Collection<Digest> digests) {
        var asked = new ArrayList<Digest>();
        var fills = new HashMap<Digest, Runnable>();
        for (var digest : digests) {
            var link = new Link(repository, digest);
            if (linked.get(link) == null || healthy.get(digest) == null) {
                var linkFill = linked.begin(link);
                var healthyFill = healthy.begin(digest);
                asked.add(digest);
                fills.put(digest, () -> {
                    linkFill.put(Boolean.TRUE);
                    healthyFill.put(Boolean.TRUE);
                });
            }
        }
        if (asked.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return links.missing(repository, asked).onSuccess(missing -> {
            fills.keySet().removeAll(missing);
            fills.values().forEach(Runnable::run);
        });
    }

    /** Deletes a blob from a repository; refused with 409 while a manifest of the repository refers to it. */
    public Future<Void> delete(RepositoryName repository, Digest digest) {
        return references.referencing(repository, digest).compose(manifests -> {
            if (!manifests.isEmpty()) {
                return Future.failedFuture(OciError.DENIED.because(409, "the blob is referenced by " + manifests));
            }
            return links.hide(repository, digest)
                    .onComplete(hidden -> changed(repository, digest, hidden))
                    .compose(hidden -> hidden ? Future.succeededFuture() : Future.failedFuture(unknown()));
        });
    }

    /** Decides on a deleted blob whose delay is over: back, where a manifest got in meanwhile, or gone. */
    Future<Void> settle(BlobLinks.Hidden hidden) {
        return references
                .referencing(hidden.repository(), hidden.digest())
                .compose(manifests -> manifests.isEmpty() ? links.remove(hidden) : links.restore(hidden))
                .onComplete(settled -> changed(hidden.repository(), hidden.digest(), settled));
    }

    /** To be called after an attempt to give a repository a blob or to take it, before it is answered. */
    public void changed(RepositoryName repository, Digest digest, AsyncResult<?> attempt) {
        doubtIfUnknown(attempt);
        linked.changed(new Link(repository, digest));
    }

    /** To be called after an attempt to change what serves a digest. */
    public void contentChanged(Digest digest, AsyncResult<?> attempt) {
        doubtIfUnknown(attempt);
        contents.changed(digest);
        healthy.changed(digest);
    }

    private void doubtIfUnknown(AsyncResult<?> attempt) {
        if (attempt.failed()) {
            trust.failed(attempt.cause());
        }
    }

    private static RuntimeException unknown() {
        return OciError.BLOB_UNKNOWN.because("this repository has no such blob");
    }
}
