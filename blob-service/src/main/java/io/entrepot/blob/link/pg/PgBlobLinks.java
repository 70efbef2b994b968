package io.entrepot.blob.link.pg;

import io.entrepot.blob.link.BlobContent;
import io.entrepot.blob.link.BlobLinks;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.kit.db.Database;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Links as rows; hidden ones stay until their delay is over. */
@ApplicationScoped
class PgBlobLinks implements BlobLinks {
    private static final String FIND = """
            SELECT c.size, c.storage_key FROM link l JOIN content c ON c.digest = l.digest
            WHERE l.repository = $1 AND l.digest = $2 AND l.hidden_at IS NULL AND c.missing_at IS NULL""";

    private static final String MOUNT = """
            INSERT INTO link (repository, digest)
            SELECT $1, c.digest FROM content c
            WHERE c.digest = $2 AND c.missing_at IS NULL AND EXISTS (
                SELECT FROM link l
                WHERE l.digest = $2 AND l.hidden_at IS NULL AND ($3::text IS NULL OR l.repository = $3))
            ON CONFLICT (repository, digest) DO UPDATE SET hidden_at = NULL
            RETURNING digest""";

    /** No name has a tilde, and whatever it has comes before it. */
    private static final String HOLDERS = """
            SELECT DISTINCT held.repository
            FROM unnest($3::text[]) AS prefix CROSS JOIN LATERAL (
                SELECT l.repository FROM link l
                WHERE l.digest = $1 AND l.hidden_at IS NULL
                    AND l.repository > $2 AND l.repository >= prefix AND l.repository < prefix || '~'
                ORDER BY l.repository LIMIT $4
            ) AS held
            ORDER BY held.repository LIMIT $4""";

    private static final String PRESENT = """
            SELECT l.digest FROM link l JOIN content c ON c.digest = l.digest
            WHERE l.repository = $1 AND l.digest = ANY($2) AND l.hidden_at IS NULL AND c.missing_at IS NULL""";

    private static final String HIDE = """
            UPDATE link SET hidden_at = now()
            WHERE repository = $1 AND digest = $2 AND hidden_at IS NULL RETURNING digest""";

    private static final String HIDDEN_BEFORE = """
            SELECT repository, digest, hidden_at FROM link
            WHERE hidden_at < $1 ORDER BY hidden_at LIMIT $2""";

    private static final String RESTORE =
            "UPDATE link SET hidden_at = NULL WHERE repository = $1 AND digest = $2 AND hidden_at = $3";

    private static final String REMOVE = "DELETE FROM link WHERE repository = $1 AND digest = $2 AND hidden_at = $3";

    private static final String MARK_MISSING =
            "UPDATE content SET missing_at = now() WHERE digest = $1 AND storage_key = $2 RETURNING digest";

    private final Database database;

    PgBlobLinks(@Identifier("blob") Database database) {
        this.database = database;
    }

    @Override
    public Future<@Nullable BlobContent> find(RepositoryName repository, Digest digest) {
        return database.query(FIND, Tuple.of(repository.value(), digest.toString()))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? content(found.next()) : null;
                });
    }

    private static BlobContent content(Row row) {
        return new BlobContent(row.getLong(0), new StorageKey(row.getString(1)), null);
    }

    @Override
    public Future<Boolean> mount(RepositoryName to, Digest digest, @Nullable RepositoryName from) {
        return database.query(MOUNT, Tuple.of(to.value(), digest.toString(), from == null ? null : from.value()))
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Future<List<RepositoryName>> holders(
            Digest digest, @Nullable RepositoryName last, List<String> prefixes, int limit) {
        var parameters = List.<Object>of(
                digest.toString(), last == null ? "" : last.value(), prefixes.toArray(String[]::new), limit);
        return database.query(HOLDERS, Tuple.tuple(parameters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new RepositoryName(row.getString(0)))
                        .toList());
    }

    @Override
    public Future<Set<Digest>> missing(RepositoryName repository, Collection<Digest> digests) {
        var texts = digests.stream().map(Digest::toString).toArray(String[]::new);
        return database.query(PRESENT, Tuple.tuple(List.<Object>of(repository.value(), texts)))
                .map(rows -> {
                    var missing = new HashSet<>(digests);
                    rows.forEach(row -> missing.remove(Digest.parse(row.getString(0))));
                    return missing;
                });
    }

    @Override
    public Future<Boolean> hide(RepositoryName repository, Digest digest) {
        return database.query(HIDE, Tuple.of(repository.value(), digest.toString()))
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Future<List<Hidden>> hiddenBefore(Instant moment, int limit) {
        return database.query(HIDDEN_BEFORE, Tuple.of(moment.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Hidden(
                                RepositoryName.parse(row.getString(0)),
                                Digest.parse(row.getString(1)),
                                row.get(OffsetDateTime.class, 2).toInstant()))
                        .toList());
    }

    @Override
    public Future<Void> restore(Hidden hidden) {
        return database.query(RESTORE, tuple(hidden)).mapEmpty();
    }

    @Override
    public Future<Void> remove(Hidden hidden) {
        return database.query(REMOVE, tuple(hidden)).mapEmpty();
    }

    private static Tuple tuple(Hidden hidden) {
        return Tuple.of(
                hidden.repository().value(),
                hidden.digest().toString(),
                hidden.since().atOffset(ZoneOffset.UTC));
    }

    @Override
    public Future<Boolean> markMissing(Digest digest, StorageKey key) {
        return database.query(MARK_MISSING, Tuple.of(digest.toString(), key.value()))
                .map(rows -> rows.size() > 0);
    }
}
