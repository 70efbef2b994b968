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
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One service's schema. Single statements are pipelined over a few connections, prepared once; the rare transaction of
 * several statements has connections of its own. While the database is away, calls fail within seconds, and those that
 * come when that is known fail at once: what waits is bounded, in number and in time.
 */
public final class Database {
    private static final Logger LOG = Logger.getLogger("io.entrepot.database");
    private static final int PIPELINE = 256;
    private static final int WAITING_STATEMENTS = 8_192;
    private static final int TRANSACTIONS = 8;
    private static final int WAITING_TRANSACTIONS = 1_000;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int WAIT_SECONDS = 5;

    /** Exchanged for new ones when the database went silent: their connections may never end by themselves. */
    private record Clients(SqlClient statements, Pool transactions) {
        Future<Void> close() {
            return Future.all(statements.close(), transactions.close()).mapEmpty();
        }
    }

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final int connections;
    private final String schema;
    private final Calls calls = new Calls();
    private final Pulse pulse;
    private volatile Clients clients;
    private volatile boolean silent;

    public Database(Vertx vertx, DatabaseConfig config, String schema) {
        this.vertx = vertx;
        this.connections = config.connections();
        this.schema = schema;
        this.options = PgConnectOptions.fromUri(config.url())
                .setUser(config.username())
                .setPassword(config.password())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setPreparedStatementCacheSqlLimit(16_384)
                .setPipeliningLimit(PIPELINE);
        options.setConnectTimeout(CONNECT_MILLIS);
        // The arrays of batched statements make the server believe that each needs a plan of its own, which takes
        // longer than running it.
        options.addProperty("plan_cache_mode", "force_generic_plan");
        options.addProperty("search_path", schema);
        // Together below a minute: no write can land longer than that after its answer was given up on.
        options.addProperty("lock_timeout", "10000");
        options.addProperty("statement_timeout", "25000");
        options.addProperty("idle_in_transaction_session_timeout", "25000");
        options.addProperty("application_name", "entrepot-" + schema);
        this.clients = connect();
        this.pulse = new Pulse(vertx, options, calls, new Pulse.Listener() {
            @Override
            public void silent() {
                giveUp();
            }

            @Override
            public void backAgain() {
                silent = false;
                LOG.infof("the database of schema %s answers again", schema);
            }
        });
    }

    private Clients connect() {
        var statements = PgBuilder.client()
                .with(new PoolOptions()
                        .setMaxSize(connections)
                        .setMaxWaitQueueSize(WAITING_STATEMENTS)
                        // The client's own time-out fires, and is logged, also for calls that failed before.
                        .setConnectionTimeout(0)
                        .setName(schema))
                .connectingTo(options)
                .using(vertx)
                .build();
        var transactions = PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(TRANSACTIONS)
                        .setMaxWaitQueueSize(WAITING_TRANSACTIONS)
                        .setConnectionTimeout(WAIT_SECONDS)
                        .setIdleTimeout(60)
                        .setName(schema + "-tx"))
                .connectingTo(options)
                .using(vertx)
                .build();
        return new Clients(statements, transactions);
    }

    private void giveUp() {
        LOG.errorf("the database of schema %s does not answer; calls fail until it does", schema);
        silent = true;
        var abandoned = clients;
        clients = connect();
        abandoned.close().onFailure(failure -> LOG.debugf("closing silent connections: %s", failure.getMessage()));
        calls.giveUp(isSilent());
    }

    /** Runs one statement, pipelined behind those on their way. */
    public Future<RowSet<Row>> query(String sql, Tuple arguments) {
        return silent
                ? Future.failedFuture(isSilent())
                : calls.track(clients.statements().preparedQuery(sql).execute(arguments));
    }

    /** Runs several statements as one transaction, rolled back when the future fails. */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return silent
                ? Future.failedFuture(isSilent())
                : calls.track(clients.transactions().withTransaction(work));
    }

    private static TimeoutException isSilent() {
        return new TimeoutException("the database is silent");
    }

    /** Succeeds where the database answers. */
    public Future<Void> ping() {
        return query("SELECT 1", Tuple.tuple()).mapEmpty();
    }

    int waiting() {
        return calls.underWay();
    }

    long answered() {
        return calls.answered();
    }

    String schema() {
        return schema;
    }

    /** Connections that this opens at the most. */
    int connections() {
        return connections + TRANSACTIONS;
    }

    public Future<Void> close() {
        pulse.stop();
        return clients.close();
    }
}
