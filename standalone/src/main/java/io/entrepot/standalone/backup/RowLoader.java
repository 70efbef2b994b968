package io.entrepot.standalone.backup;

import io.entrepot.standalone.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Fills the tables of a new database, in one transaction that the end of the backup commits. */
final class RowLoader implements AutoCloseable {

    private final Connection connection;
    private final List<BackupFormat.Table> tables;

    private RowLoader(Connection connection, List<BackupFormat.Table> tables) {
        this.connection = connection;
        this.tables = tables;
    }

    static RowLoader into(DatabaseAddress address, List<BackupFormat.Table> tables) throws SQLException {
        var connection = DriverManager.getConnection(
                address.jdbcUrl() + "?ApplicationName=entrepot-restore&options=-c%20statement_timeout=0",
                address.credentials().username(),
                address.credentials().password());
        var loader = new RowLoader(connection, tables);
        loader.begin();
        return loader;
    }

    private void begin() throws SQLException {
        connection.setAutoCommit(false);
        execute("SET idle_in_transaction_session_timeout = 0");
        // Rows come as they were: nothing is derived from them anew, and tables may refer to later ones.
        execute("SET session_replication_role = replica");
        if (!tables.isEmpty()) {
            // Migrations may have put rows there that the backup has too.
            execute("TRUNCATE "
                    + tables.stream().map(BackupFormat.Table::sqlName).collect(Collectors.joining(", "))
                    + " CASCADE");
        }
    }

    void load(String entry, InputStream rows) throws SQLException, IOException {
        var table = tables.stream()
                .filter(each -> entry.startsWith(each.entryPrefix()))
                .findFirst()
                .orElseThrow(() -> new IOException("rows of a table that the backup doesn't list: " + entry));
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table.sqlName() + " (" + table.sqlColumns() + ") FROM STDIN", rows);
    }

    void advance(List<BackupFormat.Sequence> sequences) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT setval(?::regclass, ?, ?)")) {
            for (var sequence : sequences) {
                statement.setString(1, sequence.sqlName());
                statement.setLong(2, sequence.lastValue());
                statement.setBoolean(3, sequence.called());
                statement.execute();
            }
        }
    }

    void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        execute("SET session_replication_role = DEFAULT");
        execute("ANALYZE");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
