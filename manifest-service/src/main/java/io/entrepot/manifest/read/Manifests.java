package io.entrepot.manifest.read;

import io.entrepot.kit.cache.CoherentCache;
import io.entrepot.kit.http.ReadyAnswer;
import io.entrepot.manifest.ManifestConfig;
import io.entrepot.manifest.change.Change;
import io.entrepot.manifest.change.ChangeListener;
import io.entrepot.manifest.change.Trust;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.Reference;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Manifests by tag and by digest: from memory where this process is the only writer, by one query otherwise. */
@ApplicationScoped
public class Manifests implements ChangeListener {
    private static final int TAG_WEIGHT = 400;

    private record TagKey(RepositoryName repository, Tag tag) {}

    private record ManifestKey(RepositoryName repository, Digest digest) {}

    private final ManifestStore store;
    private final CoherentCache<TagKey, Digest> tags;
    private final CoherentCache<ManifestKey, ReadyAnswer> manifests;

    Manifests(ManifestStore store, Trust trust, ManifestConfig config) {
        this.store = store;
        var bytes = config.cacheBytes().orElse(Runtime.getRuntime().maxMemory() / 8);
        this.tags = new CoherentCache<>(trust.writer(), bytes / 8, (key, digest) -> TAG_WEIGHT);
        this.manifests = new CoherentCache<>(trust.writer(), bytes / 2, (key, answer) -> answer.weight());
    }

    /** What is in memory; null says nothing about whether the manifest exists. */
    @Nullable
    ReadyAnswer remembered(RepositoryName repository, Reference reference) {
        return switch (reference) {
            case Tag tag -> {
                var digest = tags.get(new TagKey(repository, tag));
                yield digest == null ? null : manifests.get(new ManifestKey(repository, digest));
            }
            case Digest digest -> manifests.get(new ManifestKey(repository, digest));
        };
    }

    /** The manifest as it is now. Fails with {@code MANIFEST_UNKNOWN}. */
    Future<ReadyAnswer> find(RepositoryName repository, Reference reference) {
        return switch (reference) {
            case Tag tag -> findTag(repository, tag);
            case Digest digest -> findDigest(repository, digest);
        };
    }

    private Future<ReadyAnswer> findTag(RepositoryName repository, Tag tag) {
        var named = tags.get(new TagKey(repository, tag));
        if (named != null) {
            return findDigest(repository, named);
        }
        var fill = tags.begin(new TagKey(repository, tag));
        return store.find(repository, tag).compose(found -> {
            if (found == null) {
                return Future.failedFuture(OciError.MANIFEST_UNKNOWN.because("the repository has no tag " + tag));
            }
            fill.put(found.digest());
            return Future.succeededFuture(found.answer());
        });
    }

    private Future<ReadyAnswer> findDigest(RepositoryName repository, Digest digest) {
        return manifests
                .load(
                        new ManifestKey(repository, digest),
                        () -> store.find(repository, digest).map(found -> found == null ? null : found.answer()))
                .compose(answer -> answer == null
                        ? Future.failedFuture(
                                OciError.MANIFEST_UNKNOWN.because("the repository has no manifest " + digest))
                        : Future.succeededFuture(answer));
    }

    @Override
    public void changed(Change change) {
        change.tags().forEach(tag -> tags.changed(new TagKey(change.repository(), tag)));
        var manifest = change.manifest();
        if (manifest != null) {
            manifests.changed(new ManifestKey(change.repository(), manifest));
        }
    }
}
