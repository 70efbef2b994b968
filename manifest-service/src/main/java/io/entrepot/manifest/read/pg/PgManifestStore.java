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

/**
 * Manifests by point queries. The repository is a scalar in them, so that no plan can find a tag or digest in all
 * repositories before it thinks of the one.
 */
@ApplicationScoped
class PgManifestStore implements ManifestStore {
    static final String BY_TAG = """
            SELECT m.digest, m.media_type, m.bytes
            FROM tag t JOIN manifest m ON m.repository_id = t.repository_id AND m.digest = t.digest
            WHERE t.repository_id = (SELECT id FROM repository WHERE name = $1) AND t.name = $2""";

    static final String BY_DIGEST = """
            SELECT digest, media_type, bytes FROM manifest
            WHERE repository_id = (SELECT id FROM repository WHERE name = $1) AND digest = $2""";

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
