package io.entrepot.auth.account.pg;

import io.entrepot.auth.account.Account;
import io.entrepot.auth.account.AccountStore;
import io.entrepot.kit.db.Database;
import io.entrepot.model.Subject;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Accounts by one query each. */
@ApplicationScoped
class PgAccountStore implements AccountStore {
    private static final int LONGEST_NAME = 128;

    private static final String USER = """
            SELECT NOT disabled, password_hash, ARRAY(SELECT group_name FROM group_member WHERE user_name = name)
            FROM local_user WHERE name = $1""";

    private static final String ROBOT = """
            SELECT NOT disabled AND coalesce(expires_at > now(), true), secret_hash,
                CASE WHEN previous_until > now() THEN previous_hash END
            FROM robot WHERE name = $1""";

    private static final String WORKLOAD = """
            SELECT NOT disabled FROM issuer WHERE name = $1
            AND EXISTS (SELECT FROM jsonb_array_elements(rules::jsonb) rule WHERE rule->>'name' = $2)""";

    private static final String USED = "UPDATE robot SET last_used_at = now() WHERE name = $1";

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
                        (job, row) -> new Account(job, row.getBoolean(0), Set.of(), null, List.of()));
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
        return new Account(subject, row.getBoolean(0), Set.of(row.getArrayOfStrings(2)), row.getString(1), List.of());
    }

    private static Account robot(Subject subject, Row row) {
        return new Account(subject, row.getBoolean(0), Set.of(), null, hashes(row.getBuffer(1), row.getBuffer(2)));
    }

    private static List<byte[]> hashes(Buffer current, @Nullable Buffer previous) {
        return previous == null ? List.of(current.getBytes()) : List.of(current.getBytes(), previous.getBytes());
    }

    @Override
    public Future<Void> used(Subject robot) {
        return database.query(USED, Tuple.of(robot.name())).mapEmpty();
    }
}
