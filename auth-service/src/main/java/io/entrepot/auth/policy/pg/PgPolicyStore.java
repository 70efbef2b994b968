package io.entrepot.auth.policy.pg;

import io.entrepot.auth.policy.Grantee;
import io.entrepot.auth.policy.Policy;
import io.entrepot.auth.policy.PolicyStore;
import io.entrepot.kit.db.Database;
import io.entrepot.model.Permission;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Policies by one query of an index. */
@ApplicationScoped
class PgPolicyStore implements PolicyStore {
    private static final String ABOUT = "SELECT subject, pattern, actions FROM policy WHERE subject = ANY($1)";

    private final Database database;

    PgPolicyStore(@Identifier("auth") Database database) {
        this.database = database;
    }

    @Override
    public Future<List<Policy>> about(Collection<Grantee> grantees) {
        var subjects = grantees.stream().map(Grantee::toString).toArray(String[]::new);
        return database.query(ABOUT, Tuple.tuple().addArrayOfString(subjects)).map(rows -> {
            var policies = new ArrayList<Policy>(rows.size());
            rows.forEach(row -> policies.add(policy(row)));
            return policies;
        });
    }

    private static Policy policy(Row row) {
        return new Policy(
                Objects.requireNonNull(Grantee.parse(row.getString(0))),
                Permission.parse(row.getString(1) + ":" + row.getString(2)));
    }
}
