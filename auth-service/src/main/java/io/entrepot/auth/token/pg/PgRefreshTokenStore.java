package io.entrepot.auth.token.pg;

import io.entrepot.auth.token.RefreshTokenStore;
import io.entrepot.kit.db.Database;
import io.entrepot.model.Subject;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Refresh tokens in rows. */
@ApplicationScoped
class PgRefreshTokenStore implements RefreshTokenStore {
    private static final String ADD = """
            INSERT INTO refresh_token (id, secret_hash, subject, client, created_at, last_used_at, expires_at)
            VALUES ($1, $2, $3, $4, now(), now(), $5)""";

    /** Not every use writes. */
    private static final String USE = """
            WITH used AS (
                UPDATE refresh_token SET last_used_at = now(), expires_at = $2
                WHERE secret_hash = $1 AND kind = 'refresh' AND expires_at > now() AND last_used_at < now() - interval '1 hour')
            SELECT subject FROM refresh_token WHERE secret_hash = $1 AND kind = 'refresh' AND expires_at > now()""";

    private static final String REMOVE_EXPIRED = "DELETE FROM refresh_token WHERE expires_at <= now()";

    private final Database database;

    PgRefreshTokenStore(@Identifier("auth") Database database) {
        this.database = database;
    }

    @Override
    public Future<Void> add(byte[] hash, Subject subject, String client, Instant expiresAt) {
        return database.query(
                        ADD,
                        Tuple.of(
                                UUID.randomUUID(),
                                Buffer.buffer(hash),
                                subject.toString(),
                                client.replace('\0', '?'),
                                expiresAt.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    @Override
    public Future<@Nullable Subject> use(byte[] hash, Instant expiresAt) {
        return database.query(USE, Tuple.of(Buffer.buffer(hash), expiresAt.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? Subject.parse(row.next().getString(0)) : null;
                });
    }

    @Override
    public Future<Void> removeExpired() {
        return database.query(REMOVE_EXPIRED, Tuple.tuple()).mapEmpty();
    }
}
