package io.entrepot.manifest.referrers;

import io.entrepot.kit.cache.CoherentCache;
import io.entrepot.manifest.ManifestConfig;
import io.entrepot.manifest.change.Change;
import io.entrepot.manifest.change.ChangeListener;
import io.entrepot.manifest.change.Trust;
import io.entrepot.manifest.referrers.ReferrerStore.Query;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Lists of referrers; the first page of a subject stays in memory, and what is filtered from it when it is all there is. */
@ApplicationScoped
public class Referrers implements ChangeListener {
    /** What a client must be able to take as a manifest, the frame and a margin left out. */
    private static final long PAGE_BYTES = (4 << 20) - (64 << 10);

    private record Subject(RepositoryName repository, Digest digest) {}

    private final ReferrerStore store;
    private final CoherentCache<Subject, SubjectReferrers> subjects;
    private final int pageEntries;

    Referrers(ReferrerStore store, Trust trust, ManifestConfig config) {
        this.store = store;
        this.pageEntries = config.referrersPage();
        var bytes = config.cacheBytes().orElse(Runtime.getRuntime().maxMemory() / 8);
        this.subjects = new CoherentCache<>(trust.writer(), bytes * 3 / 8, (key, referrers) -> referrers.weight());
    }

    /** A page of referrers; an empty one where there are none, or no such repository. */
    Future<SubjectReferrers> find(Query query) {
        if (query.last() != null) {
            return read(query);
        }
        var subject = new Subject(query.repository(), query.subject());
        var remembered = subjects.get(subject);
        return remembered != null
                ? chosen(remembered, query)
                : subjects.load(subject, () -> read(new Query(query.repository(), query.subject(), null, null)))
                        .compose(first -> chosen(first, query));
    }

    private Future<SubjectReferrers> chosen(@Nullable SubjectReferrers first, Query query) {
        var type = query.artifactType();
        if (first == null || (type != null && first.next() != null)) {
            return read(query);
        }
        return Future.succeededFuture(type == null ? first : first.ofType(type));
    }

    private Future<SubjectReferrers> read(Query query) {
        return store.find(query, pageEntries, PAGE_BYTES).map(SubjectReferrers::new);
    }

    @Override
    public void changed(Change change) {
        var subject = change.subject();
        if (subject != null) {
            subjects.changed(new Subject(change.repository(), subject));
        }
    }
}
