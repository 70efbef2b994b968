package io.entrepot.manifest.read.pg;

import io.entrepot.kit.db.Database;
import io.entrepot.kit.http.ReadyAnswer;
import io.entrepot.manifest.read.ManifestStore;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Manifests by point queries. */
@ApplicationScoped
class PgManifestStore implements ManifestStore {
    static final String BY_TAG = """
            SELECT m.digest, m.media_type, m.bytes
            FROM repository r
            JOIN tag t ON t.repository_id = r.id
            JOIN manifest m ON m.repository_id = t.repository_id AND m.digest = t.digest
            WHERE r.name = $1 AND t.name = $2""";

    static final String BY_DIGEST = """
            SELECT m.digest, m.media_type, m.bytes
            FROM repository r JOIN manifest m ON m.repository_id = r.id
            WHERE r.name = $1 AND m.digest = $2""";

    private final Database database;

    PgManifestStore(@Identifier("manifest") Database database) {
        this.database = database;
    }

    @Override
    public Future<@Nullable StoredManifest> find(RepositoryName repository, Tag tag) {
        return database.query(BY_TAG, Tuple.of(repository.value(), tag.value())).map(PgManifestStore::manifest);
    }

    @Override
    public Future<@Nullable StoredManifest> find(RepositoryName repository, Digest digest) {
        return database.query(BY_DIGEST, Tuple.of(repository.value(), digest.toString()))
                .map(PgManifestStore::manifest);
    }

    private static @Nullable StoredManifest manifest(RowSet<Row> rows) {
        for (var row : rows) {
            var digest = Digest.parse(row.getString(0));
            var answer =
                    new ReadyAnswer(digest, row.getString(1), row.getBuffer(2).getBytes());
            return new StoredManifest(digest, answer);
        }
        return null;
    }
}
