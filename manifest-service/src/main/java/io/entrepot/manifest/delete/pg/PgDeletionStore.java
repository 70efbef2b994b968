package io.entrepot.manifest.delete.pg;

import io.entrepot.kit.db.Database;
import io.entrepot.kit.db.Retry;
import io.entrepot.manifest.condition.Precondition;
import io.entrepot.manifest.delete.DeletionStore;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes rows of manifests, and empties those of tags: a deleted tag keeps its version. */
@ApplicationScoped
class PgDeletionStore implements DeletionStore {
    private static final int NAMED = 5;

    static final String DELETE_TAG = """
            WITH moved AS (
                UPDATE tag t
                SET previous = t.digest, digest = NULL, version = t.version + 1, changed_at = clock_timestamp()
                WHERE t.repository_id = (SELECT id FROM repository WHERE name = $1) AND t.name = $2
                    AND t.digest IS NOT NULL
                RETURNING t.repository_id, t.name, t.previous, t.version, t.changed_at
            ), noted AS (
                INSERT INTO tag_history (repository_id, tag, version, from_digest, at)
                SELECT repository_id, name, version, previous, changed_at FROM moved
            )
            SELECT previous FROM moved""";

    static final String LOCK = """
            SELECT repository_id, subject FROM manifest
            WHERE repository_id = (SELECT id FROM repository WHERE name = $1) AND digest = $2
            FOR UPDATE""";

    static final String PARENTS = """
            SELECT parent FROM manifest_reference
            WHERE repository_id = $1 AND child = $2 AND kind = 'manifest' AND parent <> child
            LIMIT $3""";

    static final String DELETE_TAGS = """
            WITH doomed AS (
                SELECT name FROM tag WHERE repository_id = $1 AND digest = $2 ORDER BY name FOR UPDATE
            ), moved AS (
                UPDATE tag t
                SET previous = t.digest, digest = NULL, version = t.version + 1, changed_at = clock_timestamp()
                FROM doomed d
                WHERE t.repository_id = $1 AND t.name = d.name AND t.digest = $2
                RETURNING t.repository_id, t.name, t.previous, t.version, t.changed_at
            ), noted AS (
                INSERT INTO tag_history (repository_id, tag, version, from_digest, at)
                SELECT repository_id, name, version, previous, changed_at FROM moved
            )
            SELECT name FROM moved""";

    private static final String DELETE_MANIFEST = "DELETE FROM manifest WHERE repository_id = $1 AND digest = $2";

    private final Database database;

    PgDeletionStore(@Identifier("manifest") Database database) {
        this.database = database;
    }

    @Override
    public Future<Boolean> delete(RepositoryName repository, Tag tag, Precondition precondition) {
        var names = Tuple.of(repository.value(), tag.value());
        if (precondition.isAbsent()) {
            return Retry.onConflict(() -> database.query(DELETE_TAG, names)).map(rows -> rows.size() > 0);
        }
        return Retry.onConflict(() -> database.transaction(connection -> connection
                .preparedQuery(DELETE_TAG)
                .execute(names)
                .map(rows -> {
                    for (var row : rows) {
                        precondition.require(Digest.parse(row.getString(0)));
                    }
                    return rows.size() > 0;
                })));
    }

    @Override
    public Future<@Nullable Deleted> delete(
            RepositoryName repository, Digest digest, Precondition precondition, boolean evenIfReferenced) {
        return Retry.onConflict(() -> database.transaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(repository.value(), digest.toString()))
                .compose(locked -> {
                    for (var row : locked) {
                        precondition.require(digest);
                        return deleteLocked(connection, row, digest, evenIfReferenced);
                    }
                    return Future.succeededFuture();
                })));
    }

    /** The lock keeps new references and tags away, so what the next statements see is all there is. */
    private static Future<@Nullable Deleted> deleteLocked(
            SqlConnection connection, Row manifest, Digest digest, boolean evenIfReferenced) {
        var repository = manifest.getLong(0);
        var key = Tuple.of(repository, digest.toString());
        return connection
                .preparedQuery(PARENTS)
                .execute(Tuple.of(repository, digest.toString(), NAMED))
                .compose(parents -> {
                    if (parents.size() > 0 && !evenIfReferenced) {
                        return Future.failedFuture(referenced(parents));
                    }
                    return connection.preparedQuery(DELETE_TAGS).execute(key);
                })
                .compose(tags -> connection
                        .preparedQuery(DELETE_MANIFEST)
                        .execute(key)
                        .map(done -> new Deleted(tags(tags), subject(manifest))));
    }

    private static RuntimeException referenced(RowSet<Row> parents) {
        var names = new ArrayList<String>();
        parents.forEach(row -> names.add(row.getString(0)));
        return OciError.DENIED.because(409, "the manifest is referenced by " + String.join(", ", names));
    }

    private static List<Tag> tags(RowSet<Row> rows) {
        var tags = new ArrayList<Tag>();
        rows.forEach(row -> tags.add(Tag.parse(row.getString(0))));
        return tags;
    }

    private static @Nullable Digest subject(Row manifest) {
        var subject = manifest.getString(1);
        return subject == null ? null : Digest.parse(subject);
    }
}
