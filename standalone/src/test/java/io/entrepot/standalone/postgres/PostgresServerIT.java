package io.entrepot.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.kit.start.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    private final Path temp;

    private final Recorder recorder = new Recorder();

    PostgresServerIT(@TempDir Path temp) {
        this.temp = temp;
    }

    private static final class Recorder implements PostgresServer.Listener {
        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void firstUse() {
            told.add("first use");
        }

        @Override
        public void logged(String line) {
            told.add("log: " + line);
        }

        @Override
        public void ended() {
            told.add("ended");
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return connect(address, address.credentials().password());
    }

    private static Connection connect(DatabaseAddress address, String password) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), "entrepot", password);
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private long serverPid() throws IOException {
        var file = PostmasterFile.read(temp.resolve("data"));
        return file == null ? -1 : file.pid();
    }

    private static void kill(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
    }

    @Test
    void keepsWhatItConfirmed() throws SQLException {
        try (var server = PostgresServer.start(temp, recorder);
                var connection = connect(server.address())) {
            assertThat(rows(connection, """
                            SELECT name || '=' || setting FROM pg_settings
                            WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'autovacuum')
                            ORDER BY name
                            """))
                    .containsExactly(
                            "autovacuum=on",
                            "data_checksums=on",
                            "fsync=on",
                            "full_page_writes=on",
                            "synchronous_commit=on");
        }
    }

    @Test
    void letsInOnlyItsOwnRoleFromThisMachineWithItsPassword() throws SQLException, IOException {
        try (var server = PostgresServer.start(temp, recorder);
                var connection = connect(server.address())) {
            assertThat(rows(connection, """
                            SELECT concat_ws(' ', type, database[1], user_name[1], address, netmask, auth_method)
                            FROM pg_hba_file_rules
                            """))
                    .containsExactly("host all entrepot 127.0.0.1 255.255.255.255 scram-sha-256");
            assertThat(rows(connection, """
                            SELECT name || '=' || setting FROM pg_settings
                            WHERE name IN ('listen_addresses', 'unix_socket_directories', 'password_encryption')
                            ORDER BY name
                            """))
                    .containsExactly(
                            "listen_addresses=127.0.0.1",
                            "password_encryption=scram-sha-256",
                            "unix_socket_directories=");
            assertThatThrownBy(() -> connect(server.address(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void letsNobodyWaitForEver() throws SQLException {
        try (var server = PostgresServer.start(temp, recorder);
                var connection = connect(server.address())) {
            assertThat(rows(connection, """
                            SELECT name FROM pg_settings WHERE setting::bigint = 0 AND name IN
                            ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
                            """)).isEmpty();
        }
    }

    @Test
    void endsCleanlyWhenClosed() throws IOException {
        PostgresServer.start(temp, recorder).close();
        assertThat(serverPid()).isEqualTo(-1);
        assertThat(recorder.told).containsExactly("first use");
    }

    @Test
    void makesTheDatabaseOnlyOnce() {
        PostgresServer.start(temp, recorder).close();
        PostgresServer.start(temp, recorder).close();
        assertThat(recorder.told).containsExactly("first use");
    }

    @Test
    void startsAfreshWhereTheFirstStartWasCutShort() throws IOException, SQLException {
        Files.createDirectories(temp.resolve("data.unfinished/base"));
        Files.createDirectories(temp.resolve("server-" + PostgresBinaries.VERSION + ".unfinished/bin"));
        try (var server = PostgresServer.start(temp, recorder);
                var connection = connect(server.address())) {
            assertThat(rows(connection, "SELECT current_database()")).containsExactly("entrepot");
        }
    }

    @Test
    void tellsWhenItEndsByItself() throws IOException, InterruptedException {
        try (var server = PostgresServer.start(temp, recorder)) {
            kill("-INT", serverPid());
            await().untilAsserted(() -> assertThat(recorder.told).contains("ended"));
            assertThat(server.address().port()).isPositive();
        }
    }

    @Test
    void takesOverFromAServerThatOutlivedItsProcess() throws Exception {
        // The watchdog killed as well: what is left is a server that nobody will ever stop.
        var left = PostgresServer.start(temp, recorder);
        try (var connection = connect(left.address());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        var orphan = serverPid();
        left.killWatchdog();
        assertThat(ProcessHandle.of(orphan)).isPresent();

        try (var server = PostgresServer.start(temp, recorder);
                var connection = connect(server.address())) {
            assertThat(serverPid()).isNotEqualTo(orphan);
            assertThat(rows(connection, "SELECT answer FROM kept")).containsExactly("42");
        }
    }

    @Test
    void recoversFromAServerThatWasKilled() throws Exception {
        try (var killed = PostgresServer.start(temp, recorder)) {
            try (var connection = connect(killed.address());
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
            }
            kill("-KILL", serverPid());
        }
        try (var server = PostgresServer.start(temp, recorder);
                var connection = connect(server.address())) {
            assertThat(rows(connection, "SELECT answer FROM kept")).containsExactly("42");
        }
    }

    @Test
    void isNotFooledByAnotherProcessWithTheOldNumber() throws Exception {
        PostgresServer.start(temp, recorder).close();
        var stranger = ProcessHandle.current().pid();
        Files.writeString(
                temp.resolve("data/postmaster.pid"),
                stranger + "\n" + temp.resolve("data") + "\n1700000000\n5432\n\n127.0.0.1\n\n\n");
        try (var server = PostgresServer.start(temp, recorder);
                var connection = connect(server.address())) {
            assertThat(rows(connection, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws IOException {
        PostgresServer.start(temp, recorder).close();
        Files.writeString(temp.resolve("data/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> PostgresServer.start(temp, recorder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("PostgreSQL 17")
                .hasMessageContaining("backup");
    }
}
