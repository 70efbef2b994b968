package io.entrepot.auth.account.pg;

import io.entrepot.auth.account.Account;
import io.entrepot.auth.account.AccountStore;
import io.entrepot.kit.db.Database;
import io.entrepot.model.Subject;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Accounts by one query each. */
@ApplicationScoped
class PgAccountStore implements AccountStore {
    private static final int LONGEST_NAME = 128;

    private static final String USER = """
            SELECT NOT disabled, password_hash,
                external_groups || ARRAY(SELECT group_name FROM group_member WHERE user_name = name),
                ARRAY(SELECT id::text FROM refresh_token token
                    WHERE token.subject = 'user:' || name AND kind = 'personal' ORDER BY id),
                ARRAY(SELECT secret_hash FROM refresh_token token
                    WHERE token.subject = 'user:' || name AND kind = 'personal' ORDER BY id),
                ARRAY(SELECT expires_at FROM refresh_token token
                    WHERE token.subject = 'user:' || name AND kind = 'personal' ORDER BY id),
                created_at
            FROM local_user WHERE name = $1""";

    private static final String ROBOT = """
            SELECT NOT disabled, expires_at, secret_hash, previous_hash, previous_until, created_at
            FROM robot WHERE name = $1""";

    private static final String WORKLOAD = """
            SELECT NOT disabled, created_at FROM issuer WHERE name = $1
            AND EXISTS (SELECT FROM jsonb_array_elements(rules::jsonb) rule WHERE rule->>'name' = $2)""";

    private static final String ROBOT_USED = "UPDATE robot SET last_used_at = now() WHERE name = $1";
    private static final String TOKEN_USED = "UPDATE refresh_token SET last_used_at = now() WHERE id = $1";

    private final Database database;

    PgAccountStore(@Identifier("auth") Database database) {
        this.database = database;
    }

    @Override
    public Future<@Nullable Account> find(Subject subject) {
        return switch (subject.kind()) {
            case USER -> find(USER, subject, List.of(subject.name()), PgAccountStore::user);
            case ROBOT -> find(ROBOT, subject, List.of(subject.name()), PgAccountStore::robot);
            case WORKLOAD -> workload(subject);
            case ANONYMOUS -> Future.succeededFuture(null);
        };
    }

    private Future<@Nullable Account> workload(Subject subject) {
        var slash = subject.name().indexOf('/');
        return slash < 0
                ? Future.succeededFuture(null)
                : find(
                        WORKLOAD,
                        subject,
                        List.of(
                                subject.name().substring(0, slash),
                                subject.name().substring(slash + 1)),
                        (job, row) ->
                                new Account(job, made(row), row.getBoolean(0), Instant.MAX, Set.of(), null, List.of()));
    }

    private Future<@Nullable Account> find(
            String sql, Subject subject, List<String> names, BiFunction<Subject, Row, Account> account) {
        if (names.stream().anyMatch(name -> name.length() > LONGEST_NAME || name.indexOf('\0') >= 0)) {
            return Future.succeededFuture(null); // what the database would choke on
        }
        return database.query(sql, Tuple.from(names)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? account.apply(subject, row.next()) : null;
        });
    }

    private static Account user(Subject subject, Row row) {
        var ids = row.getArrayOfStrings(3);
        var hashes = row.getArrayOfBuffers(4);
        var ends = row.getArrayOfOffsetDateTimes(5);
        return new Account(
                subject,
                made(row),
                row.getBoolean(0),
                Instant.MAX,
                new HashSet<>(List.of(row.getArrayOfStrings(2))),
                row.getString(1),
                IntStream.range(0, ids.length)
                        .mapToObj(i -> new Account.Secret(ids[i], hashes[i], ends[i].toInstant()))
                        .toList());
    }

    private static Account robot(Subject subject, Row row) {
        var expiry = row.getOffsetDateTime(1);
        var until = expiry == null ? Instant.MAX : expiry.toInstant();
        var secrets = new ArrayList<>(List.of(new Account.Secret("current", row.getBuffer(2), until)));
        var previous = row.getBuffer(3);
        if (previous != null) {
            var overlap = row.getOffsetDateTime(4).toInstant();
            secrets.add(new Account.Secret("previous", previous, overlap.isBefore(until) ? overlap : until));
        }
        return new Account(subject, made(row), row.getBoolean(0), until, Set.of(), null, secrets);
    }

    private static Instant made(Row row) {
        return row.getOffsetDateTime("created_at").toInstant();
    }

    @Override
    public Future<Void> used(Subject subject, String secretId) {
        return switch (subject.kind()) {
            case USER ->
                database.query(TOKEN_USED, Tuple.of(UUID.fromString(secretId))).mapEmpty();
            case ROBOT -> database.query(ROBOT_USED, Tuple.of(subject.name())).mapEmpty();
            case WORKLOAD, ANONYMOUS -> throw new IllegalArgumentException(subject + " has no secrets");
        };
    }
}
