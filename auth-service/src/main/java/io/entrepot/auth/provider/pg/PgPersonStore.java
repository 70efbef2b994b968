package io.entrepot.auth.provider.pg;

import io.entrepot.auth.provider.Person;
import io.entrepot.auth.provider.PersonStore;
import io.entrepot.kit.db.Database;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** People by one statement, which writes only where something is new. */
@ApplicationScoped
class PgPersonStore implements PersonStore {
    private static final String WELCOME = """
            WITH known AS (SELECT name, disabled FROM local_user WHERE external_id = $1),
            moved AS (
                UPDATE local_user SET external_groups = $3
                WHERE external_id = $1 AND external_groups IS DISTINCT FROM $3),
            made AS (
                INSERT INTO local_user (name, external_id, external_groups)
                SELECT $2, $1, $3 WHERE NOT EXISTS (SELECT FROM known)
                ON CONFLICT DO NOTHING RETURNING name, disabled)
            SELECT name, disabled FROM known UNION ALL SELECT name, disabled FROM made""";

    private final Database database;

    PgPersonStore(@Identifier("auth") Database database) {
        this.database = database;
    }

    @Override
    public Future<@Nullable String> welcome(Person person) {
        // Twice where two come at once for the first time: the statement of one doesn't see what the other made.
        return once(person).compose(name -> name == null ? once(person) : Future.succeededFuture(name));
    }

    private Future<@Nullable String> once(Person person) {
        var about = Tuple.of(person.id(), person.name())
                .addArrayOfString(person.groups().toArray(String[]::new));
        return database.query(WELCOME, about).map(rows -> {
            var row = rows.iterator();
            if (!row.hasNext()) {
                return null;
            }
            var known = row.next();
            return known.getBoolean(1) ? null : known.getString(0);
        });
    }
}
