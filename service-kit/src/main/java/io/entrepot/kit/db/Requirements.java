package io.entrepot.kit.db;

import io.entrepot.kit.start.Refusal;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * What PostgreSQL must be like for the registry to keep its promises, looked at before the first request. A database that
 * can't be asked at that moment doesn't keep the process from starting: it serves as soon as the database does.
 */
@ApplicationScoped
class Requirements {
    private static final Logger LOG = Logger.getLogger("io.entrepot.database");
    private static final int OLDEST = 15;
    private static final long PATIENCE_SECONDS = 10;

    private static final String SETTINGS = """
            SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version'),
                current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
                (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()),
                current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int""";

    /** The settings that matter, as the server has them. */
    record Settings(
            int version,
            String fullVersion,
            String fsync,
            String fullPageWrites,
            String synchronousCommit,
            String encoding,
            int connections) {
        static Settings of(Row row) {
            return new Settings(
                    row.getInteger(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getInteger(6));
        }

        /** What is wrong with them; {@code needed} are the connections that this process opens. */
        List<String> complaints(int needed) {
            var complaints = new ArrayList<String>();
            if (version < OLDEST) {
                complaints.add("it is version " + fullVersion + ", and " + OLDEST + " is the oldest that will do");
            }
            if (!fsync.equals("on")) {
                complaints.add("fsync is " + fsync + ", so answered pushes could be lost");
            }
            if (!fullPageWrites.equals("on")) {
                complaints.add("full_page_writes is " + fullPageWrites + ", so a crash could damage it");
            }
            if (synchronousCommit.equals("off")) {
                complaints.add("synchronous_commit is off, so answered pushes could be lost");
            }
            if (!encoding.equals("UTF8")) {
                complaints.add("the database's encoding is " + encoding + ", and it must be UTF8");
            }
            if (connections < needed) {
                complaints.add("max_connections leaves " + connections + ", and each replica opens up to " + needed);
            }
            return complaints;
        }
    }

    private final List<Database> databases;

    Requirements(@Any Instance<Database> databases) {
        this.databases = databases.stream().toList();
    }

    void check(@Observes StartupEvent start) throws InterruptedException {
        if (databases.isEmpty()) {
            return;
        }
        try {
            var rows = databases
                    .get(0)
                    .query(SETTINGS, Tuple.tuple())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            refuse(Settings.of(rows.iterator().next()).complaints(needed()));
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warnf("the database's settings could not be looked at: %s", failure.getMessage());
        }
    }

    private int needed() {
        return databases.stream().mapToInt(Database::connections).sum();
    }

    private static void refuse(List<String> complaints) {
        if (!complaints.isEmpty()) {
            throw new Refusal("This PostgreSQL will not do: " + String.join("; ", complaints));
        }
    }
}
