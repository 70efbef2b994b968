package io.entrepot.manifest.history.pg;

import io.entrepot.kit.db.Database;
import io.entrepot.manifest.history.TagHistory;
import io.entrepot.manifest.history.TagMove;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** History by one query a page. */
@ApplicationScoped
class PgTagHistory implements TagHistory {
    static final String BEFORE = """
            SELECT version, from_digest, to_digest, at
            FROM tag_history
            WHERE repository_id = (SELECT id FROM repository WHERE name = $1) AND tag = $2 AND version < $3
            ORDER BY version DESC LIMIT $4""";

    private final Database database;

    PgTagHistory(@Identifier("manifest") Database database) {
        this.database = database;
    }

    @Override
    public Future<List<TagMove>> before(RepositoryName repository, Tag tag, long version, int limit) {
        return database.query(BEFORE, Tuple.of(repository.value(), tag.value(), version, limit))
                .map(rows -> {
                    var moves = new ArrayList<TagMove>(rows.size());
                    rows.forEach(row -> moves.add(new TagMove(
                            row.getLong(0),
                            row.getString(1),
                            row.getString(2),
                            row.getOffsetDateTime(3).toInstant())));
                    return moves;
                });
    }
}
