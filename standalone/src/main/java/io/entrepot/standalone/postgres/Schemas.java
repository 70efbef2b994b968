package io.entrepot.standalone.postgres;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;

/** The schemas of the services in the embedded database. */
public final class Schemas {

    public static final List<String> NAMES = List.of("blob", "manifest", "auth");

    /** Kept, so that its level is: it tells the story of each step, also when nobody has configured logging yet. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY.setLevel(Level.WARNING);
    }

    private final DatabaseAddress address;

    public Schemas(DatabaseAddress address) {
        this.address = address;
    }

    /** Makes all of them as this program wants them. */
    public void migrate() {
        for (var name : NAMES) {
            migrate(name, "latest");
        }
    }

    /**
     * Makes one of them as an earlier program knew it.
     *
     * @throws org.flywaydb.core.api.FlywayException where this program doesn't know that schema or version
     */
    public void migrate(String name, String version) {
        Flyway.configure(Schemas.class.getClassLoader())
                .dataSource(
                        address.jdbcUrl() + "?options=-c%20statement_timeout=0",
                        address.credentials().username(),
                        address.credentials().password())
                .locations("classpath:db/" + name)
                .schemas(name)
                .defaultSchema(name)
                .createSchemas(true)
                .target(version)
                .load()
                .migrate();
    }
}
