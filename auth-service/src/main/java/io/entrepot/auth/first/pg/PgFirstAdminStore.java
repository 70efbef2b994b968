package io.entrepot.auth.first.pg;

import io.entrepot.auth.first.FirstAdminStore;
import io.entrepot.kit.db.Database;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** One statement, so that there is never half an administrator. */
@ApplicationScoped
class PgFirstAdminStore implements FirstAdminStore {
    private static final String WAS_MADE = "SELECT EXISTS (SELECT FROM first_admin)";

    private static final String MAKE = """
            WITH first AS (INSERT INTO first_admin DEFAULT VALUES ON CONFLICT DO NOTHING RETURNING made_at),
            admin AS (INSERT INTO local_user (name, password_hash) SELECT $1, $2 FROM first RETURNING name)
            INSERT INTO policy (subject, pattern, actions)
            SELECT 'user:' || name, '**', 'pull,push,delete,admin' FROM admin""";

    private static final String RESET = """
            WITH admin AS (
                INSERT INTO local_user (name, password_hash) VALUES ($1, $2)
                ON CONFLICT (name) DO UPDATE
                SET password_hash = excluded.password_hash, disabled = false, version = local_user.version + 1
                RETURNING name),
            rights AS (
                INSERT INTO policy (subject, pattern, actions)
                SELECT 'user:' || name, '**', 'pull,push,delete,admin' FROM admin
                ON CONFLICT (subject, pattern) DO UPDATE SET actions = excluded.actions, version = policy.version + 1),
            revoked AS (DELETE FROM refresh_token USING admin WHERE subject = 'user:' || admin.name)
            INSERT INTO audit (actor, address, action, target, outcome)
            SELECT 'user:' || name, 'the data directory', 'admin.reset-password', name, 'done' FROM admin""";

    private final Database database;

    PgFirstAdminStore(@Identifier("auth") Database database) {
        this.database = database;
    }

    @Override
    public Future<Boolean> wasMade() {
        return database.query(WAS_MADE, Tuple.tuple())
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    @Override
    public Future<Boolean> make(String name, String passwordHash) {
        return database.query(MAKE, Tuple.of(name, passwordHash)).map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Future<Void> reset(String name, String passwordHash) {
        return database.query(RESET, Tuple.of(name, passwordHash)).mapEmpty();
    }
}
