package io.entrepot.manifest.tag.pg;

import io.entrepot.kit.db.Database;
import io.entrepot.manifest.tag.TagStore;
import io.entrepot.model.RepositoryName;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tags by one query a page, which finds the repository too. */
@ApplicationScoped
class PgTagStore implements TagStore {
    /** A repository without tags gives one row without a name. */
    static final String AFTER = """
            SELECT t.name
            FROM repository r LEFT JOIN LATERAL (
                SELECT name FROM tag
                WHERE repository_id = r.id AND digest IS NOT NULL AND name > $2
                ORDER BY name LIMIT $3
            ) t ON true
            WHERE r.name = $1""";

    private final Database database;

    PgTagStore(@Identifier("manifest") Database database) {
        this.database = database;
    }

    @Override
    public Future<@Nullable List<String>> after(RepositoryName repository, @Nullable String last, int limit) {
        return database.query(AFTER, Tuple.of(repository.value(), last == null ? "" : last, limit))
                .map(PgTagStore::names);
    }

    private static @Nullable List<String> names(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        var names = new ArrayList<String>(rows.size());
        for (var row : rows) {
            var name = row.getString(0);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }
}
