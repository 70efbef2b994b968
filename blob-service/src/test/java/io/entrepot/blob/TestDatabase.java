package io.entrepot.blob;

import io.entrepot.kit.db.Database;
import io.entrepot.kit.db.DatabaseConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;

/** A PostgreSQL with the migrated schema, and two ways to it: as the service has it, and as plain SQL. */
public final class TestDatabase implements AutoCloseable {
    private static final String USER = "postgres";

    private record Config(String url, String username, String password, int connections) implements DatabaseConfig {}

    private final EmbeddedPostgres postgres;
    private final Vertx vertx = Vertx.vertx();
    private final DatabaseConfig config;
    private final Database database;
    private final Connection plain;

    private TestDatabase(EmbeddedPostgres postgres) throws SQLException {
        this.postgres = postgres;
        var address = "postgresql://localhost:" + postgres.getPort() + "/postgres";
        Flyway.configure()
                .dataSource("jdbc:" + address, USER, USER)
                .schemas("blob")
                .locations("db/blob")
                .load()
                .migrate();
        config = new Config(address, USER, USER, 4);
        database = new Database(vertx, config, "blob");
        // The simple protocol, so that EXPLAIN takes a statement with its parameters open.
        plain = DriverManager.getConnection(
                "jdbc:" + address + "?currentSchema=blob&preferQueryMode=simple", USER, USER);
    }

    public static TestDatabase start() throws IOException, SQLException {
        return new TestDatabase(EmbeddedPostgres.builder().start());
    }

    public DatabaseConfig config() {
        return config;
    }

    public Database database() {
        return database;
    }

    public Vertx vertx() {
        return vertx;
    }

    public void execute(String sql) throws SQLException {
        try (var statement = plain.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row. */
    public List<String> query(String sql) throws SQLException {
        try (var statement = plain.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        }
    }

    /** How PostgreSQL runs a prepared statement whatever its arguments. */
    public String plan(String sql) throws SQLException {
        return String.join("\n", query("EXPLAIN (GENERIC_PLAN) " + sql));
    }

    /** The result of a future that ends without much ado; its own failure where it fails. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing happened for a minute", e);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        plain.close();
        await(database.close());
        await(vertx.close());
        postgres.close();
    }
}
