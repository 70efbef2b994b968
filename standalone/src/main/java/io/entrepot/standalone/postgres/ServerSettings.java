package io.entrepot.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The server's configuration, written anew at every start: nothing in it depends on what was there before. */
final class ServerSettings {

    /** Whoever connects needs the password; there is no other way in, no socket and no replication. */
    private static final String ACCESS = """
            # Written at every start.
            host all entrepot 127.0.0.1/32 scram-sha-256
            """;

    private static final String SETTINGS = """
            # Written at every start.
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            max_connections = %d
            cluster_name = 'entrepot'
            allow_alter_system = off

            # An answered push is on disk.
            fsync = on
            synchronous_commit = on
            full_page_writes = on

            # No replicas, so the log needs only what recovery needs.
            wal_level = minimal
            max_wal_senders = 0
            wal_buffers = 8MB
            min_wal_size = 64MB
            max_wal_size = 1GB
            checkpoint_timeout = 10min

            # Small: the operating system caches the rest, and the queries are short.
            shared_buffers = 64MB
            work_mem = 4MB
            maintenance_work_mem = 64MB
            io_method = sync
            jit = off
            max_parallel_workers_per_gather = 0
            max_worker_processes = 3
            max_logical_replication_workers = 0
            max_parallel_workers = 2
            autovacuum = on
            autovacuum_worker_slots = 3
            autovacuum_max_workers = 2
            max_locks_per_transaction = 64
            update_process_title = off

            # Nobody waits for ever, and nobody keeps others waiting.
            statement_timeout = 60s
            lock_timeout = 20s
            idle_in_transaction_session_timeout = 60s

            log_destination = 'stderr'
            logging_collector = off
            log_line_prefix = ''
            log_min_messages = log
            log_min_error_statement = panic
            log_checkpoints = off
            log_autovacuum_min_duration = -1
            lc_messages = 'C'
            log_timezone = 'UTC'
            timezone = 'UTC'
            datestyle = 'iso, ymd'
            """;

    private ServerSettings() {}

    static void write(Path cluster, int port, int connections) throws IOException {
        Files.writeString(cluster.resolve("postgresql.conf"), SETTINGS.formatted(port, connections));
        Files.writeString(cluster.resolve("pg_hba.conf"), ACCESS);
    }
}
