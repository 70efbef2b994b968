package io.entrepot.auth.audit.pg;

import io.entrepot.auth.AuthConfig;
import io.entrepot.auth.audit.Actor;
import io.entrepot.auth.audit.AuditEntry;
import io.entrepot.auth.audit.AuditLog;
import io.entrepot.kit.db.Database;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** One row for each thing that happened. */
@ApplicationScoped
class PgAuditLog implements AuditLog {
    private static final String RECORD =
            "INSERT INTO audit (actor, address, action, target, outcome) VALUES ($1, $2, $3, $4, $5)";
    private static final String FORGET = "DELETE FROM audit WHERE at < $1";

    private final Database database;
    private final AuthConfig config;

    PgAuditLog(@Identifier("auth") Database database, AuthConfig config) {
        this.database = database;
        this.config = config;
    }

    @Override
    public Future<Void> record(Actor actor, String action, String target, boolean done) {
        var entry = new AuditEntry(actor, action, target, done);
        return database.query(
                        RECORD,
                        Tuple.of(entry.actor(), entry.address(), entry.action(), entry.target(), entry.outcome()))
                .mapEmpty();
    }

    @Override
    public Future<Void> forgetOld() {
        var oldest = OffsetDateTime.now(ZoneOffset.UTC).minus(config.auditKept());
        return database.query(FORGET, Tuple.of(oldest)).mapEmpty();
    }
}
