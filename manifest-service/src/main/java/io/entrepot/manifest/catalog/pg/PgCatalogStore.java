package io.entrepot.manifest.catalog.pg;

import io.entrepot.kit.db.Database;
import io.entrepot.manifest.catalog.CatalogStore;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repositories by one query a page. */
@ApplicationScoped
class PgCatalogStore implements CatalogStore {
    static final String AFTER = "SELECT name FROM repository WHERE name > $1 ORDER BY name LIMIT $2";

    /** No name has a tilde, and whatever it has comes before it. */
    static final String AFTER_AMONG = """
            SELECT DISTINCT found.name
            FROM unnest($3::text[]) AS prefix CROSS JOIN LATERAL (
                SELECT name FROM repository
                WHERE name > $1 AND name >= prefix AND name < prefix || '~'
                ORDER BY name LIMIT $2
            ) AS found
            ORDER BY found.name LIMIT $2""";

    private final Database database;

    PgCatalogStore(@Identifier("manifest") Database database) {
        this.database = database;
    }

    @Override
    public Future<List<String>> after(@Nullable String last, int limit) {
        return database.query(AFTER, Tuple.of(last == null ? "" : last, limit)).map(PgCatalogStore::names);
    }

    @Override
    public Future<List<String>> after(@Nullable String last, int limit, List<String> prefixes) {
        var parameters = List.<Object>of(last == null ? "" : last, limit, prefixes.toArray(String[]::new));
        return database.query(AFTER_AMONG, Tuple.tuple(parameters)).map(PgCatalogStore::names);
    }

    private static List<String> names(RowSet<Row> rows) {
        var names = new ArrayList<String>(rows.size());
        rows.forEach(row -> names.add(row.getString(0)));
        return names;
    }
}
