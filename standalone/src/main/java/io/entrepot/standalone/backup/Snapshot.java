package io.entrepot.standalone.backup;

import io.entrepot.standalone.postgres.DatabaseAddress;
import io.entrepot.standalone.postgres.Schemas;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** The database as it was at one moment, however long reading it takes. */
final class Snapshot implements AutoCloseable {

    private static final int CHUNK = 4 << 20;

    /**
     * Every table of the services, except what belongs to this process's life rather than to the registry: uploads
     * under way, the secrets of their names, the keys of tokens, logins that go on, and the record of migrations.
     */
    private static final String COLUMNS = """
            SELECT n.nspname, c.relname, a.attname
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            WHERE n.nspname IN ('blob', 'manifest', 'auth') AND c.relkind = 'r'
            AND (n.nspname, c.relname) NOT IN (
                ('blob', 'upload'), ('blob', 'session_key'), ('auth', 'signing_key'), ('auth', 'refresh_token'))
            AND c.relname <> 'flyway_schema_history'
            ORDER BY n.nspname, c.relname, a.attnum
            """;

    private static final String SEQUENCES = """
            SELECT schemaname, sequencename, coalesce(last_value, start_value), last_value IS NOT NULL
            FROM pg_sequences WHERE schemaname IN ('blob', 'manifest', 'auth') AND sequencename NOT LIKE 'session\\_key%'
            ORDER BY 1, 2
            """;

    private final Connection connection;

    private Snapshot(Connection connection) {
        this.connection = connection;
    }

    static Snapshot of(DatabaseAddress address) throws SQLException {
        var connection = DriverManager.getConnection(
                address.jdbcUrl() + "?ApplicationName=entrepot-backup&options=-c%20statement_timeout=0",
                address.credentials().username(),
                address.credentials().password());
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        try (var statement = connection.createStatement()) {
            // Writing a chunk to a slow disk takes a while.
            statement.execute("SET idle_in_transaction_session_timeout = 0");
        }
        return new Snapshot(connection);
    }

    BackupFormat.Header header() throws SQLException {
        var schemas = new ArrayList<BackupFormat.Schema>();
        for (var name : Schemas.NAMES) {
            var version = version(name);
            if (!version.isEmpty()) {
                schemas.add(new BackupFormat.Schema(name, version));
            }
        }
        return new BackupFormat.Header(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), schemas, tables());
    }

    private String version(String schema) throws SQLException {
        var history = Sql.name(schema) + ".flyway_schema_history";
        try (var statement = connection.createStatement()) {
            try (var exists = statement.executeQuery("SELECT to_regclass('" + history + "') IS NOT NULL")) {
                exists.next();
                if (!exists.getBoolean(1)) {
                    return "";
                }
            }
            try (var last = statement.executeQuery("SELECT version FROM " + history
                    + " WHERE version IS NOT NULL AND success ORDER BY installed_rank DESC LIMIT 1")) {
                return last.next() ? last.getString(1) : "";
            }
        }
    }

    private List<BackupFormat.Table> tables() throws SQLException {
        var tables = new ArrayList<BackupFormat.Table>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                add(tables, rows);
            }
        }
        return tables;
    }

    private static void add(List<BackupFormat.Table> tables, ResultSet row) throws SQLException {
        var schema = row.getString(1);
        var name = row.getString(2);
        var columns = new ArrayList<String>();
        if (!tables.isEmpty()
                && tables.getLast().schema().equals(schema)
                && tables.getLast().name().equals(name)) {
            columns.addAll(tables.removeLast().columns());
        }
        columns.add(row.getString(3));
        tables.add(new BackupFormat.Table(schema, name, columns));
    }

    List<BackupFormat.Sequence> sequences() throws SQLException {
        var sequences = new ArrayList<BackupFormat.Sequence>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SEQUENCES)) {
            while (rows.next()) {
                sequences.add(new BackupFormat.Sequence(
                        rows.getString(1), rows.getString(2), rows.getLong(3), rows.getBoolean(4)));
            }
        }
        return sequences;
    }

    /** The rows of a table in chunks of whole rows. */
    void copy(BackupFormat.Table table, ArchiveWriter archive) throws SQLException, IOException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY " + table.sqlName() + " (" + table.sqlColumns() + ") TO STDOUT");
        var chunk = new ByteArrayOutputStream();
        int number = 0;
        for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            chunk.write(row);
            if (chunk.size() >= CHUNK) {
                add(archive, table, number++, chunk);
            }
        }
        if (chunk.size() > 0) {
            add(archive, table, number, chunk);
        }
    }

    private static void add(ArchiveWriter archive, BackupFormat.Table table, int number, ByteArrayOutputStream chunk)
            throws IOException {
        archive.add(table.entryPrefix() + "%08d".formatted(number), chunk.toByteArray(), chunk.size());
        chunk.reset();
    }

    /** Writes a line {@code <size> <storage key>} for each stored object; there may be more than memory holds. */
    void listObjects(Path target) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                BufferedWriter writer = Files.newBufferedWriter(target)) {
            statement.setFetchSize(5_000);
            try (var rows = statement.executeQuery(
                    "SELECT size, storage_key FROM blob.content WHERE missing_at IS NULL ORDER BY storage_key")) {
                while (rows.next()) {
                    writer.write(rows.getLong(1) + " " + rows.getString(2) + "\n");
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
