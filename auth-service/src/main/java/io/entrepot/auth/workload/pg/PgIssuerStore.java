package io.entrepot.auth.workload.pg;

import io.entrepot.auth.workload.Issuer;
import io.entrepot.auth.workload.IssuerStore;
import io.entrepot.auth.workload.Rules;
import io.entrepot.kit.db.Database;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Issuers by one query each. */
@ApplicationScoped
class PgIssuerStore implements IssuerStore {
    private static final int LONGEST_NAME = 128;

    private static final String FIND =
            "SELECT name, url, audience, keys_url, rules FROM issuer WHERE name = $1 AND NOT disabled";

    private final Database database;

    PgIssuerStore(@Identifier("auth") Database database) {
        this.database = database;
    }

    @Override
    public Future<@Nullable Issuer> find(String name) {
        if (name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            return Future.succeededFuture(null); // what the database would choke on
        }
        return database.query(FIND, Tuple.of(name)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? issuer(row.next()) : null;
        });
    }

    private static Issuer issuer(Row row) {
        return new Issuer(
                row.getString(0), row.getString(1), row.getString(2), row.getString(3), Rules.parse(row.getString(4)));
    }
}
