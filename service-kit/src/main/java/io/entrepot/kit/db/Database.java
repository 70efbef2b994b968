package io.entrepot.kit.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * One service's schema. Single statements are pipelined over a few connections, prepared once; the rare transaction of
 * several statements has connections of its own.
 */
public final class Database {
    private static final int PIPELINE = 256;
    private static final int TRANSACTIONS = 8;
    private static final int WAITING_TRANSACTIONS = 1_000;

    private final SqlClient statements;
    private final Pool transactions;

    public Database(Vertx vertx, DatabaseConfig config, String schema) {
        var options = PgConnectOptions.fromUri(config.url())
                .setUser(config.username())
                .setPassword(config.password())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setPreparedStatementCacheSqlLimit(16_384)
                .setPipeliningLimit(PIPELINE);
        // The arrays of batched statements make the server believe that each needs a plan of its own, which takes
        // longer than running it.
        options.addProperty("plan_cache_mode", "force_generic_plan");
        options.addProperty("search_path", schema);
        // Together below a minute: no write can land longer than that after its answer was given up on.
        options.addProperty("lock_timeout", "10000");
        options.addProperty("statement_timeout", "25000");
        options.addProperty("idle_in_transaction_session_timeout", "25000");
        options.addProperty("application_name", "entrepot-" + schema);
        statements = PgBuilder.client()
                .with(new PoolOptions().setMaxSize(config.connections()).setName(schema))
                .connectingTo(options)
                .using(vertx)
                .build();
        transactions = PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(TRANSACTIONS)
                        .setMaxWaitQueueSize(WAITING_TRANSACTIONS)
                        .setIdleTimeout(60)
                        .setName(schema + "-tx"))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    /** Runs one statement, pipelined behind those on their way. */
    public Future<RowSet<Row>> query(String sql, Tuple arguments) {
        return statements.preparedQuery(sql).execute(arguments);
    }

    /** Runs several statements as one transaction, rolled back when the future fails. */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return transactions.withTransaction(work);
    }

    /** Succeeds where the database answers. */
    public Future<Void> ping() {
        return query("SELECT 1", Tuple.tuple()).mapEmpty();
    }

    public Future<Void> close() {
        return Future.all(statements.close(), transactions.close()).mapEmpty();
    }
}
