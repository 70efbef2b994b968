package io.entrepot.standalone.backup;

import io.entrepot.kit.start.Refusal;
import io.entrepot.standalone.postgres.DatabaseAddress;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The services' schemas, first as the backup knew them, then as this program wants them. */
final class Schemas {

    private final DatabaseAddress address;
    private final List<BackupFormat.Schema> schemas;

    Schemas(DatabaseAddress address, List<BackupFormat.Schema> schemas) {
        this.address = address;
        this.schemas = schemas;
    }

    void migrateAsBackedUp() {
        for (var schema : schemas) {
            migrate(schema.name(), schema.version());
        }
    }

    void migrateToNewest() {
        for (var schema : schemas) {
            migrate(schema.name(), "latest");
        }
    }

    private void migrate(String schema, String version) {
        try {
            Flyway.configure(Schemas.class.getClassLoader())
                    .dataSource(
                            address.jdbcUrl() + "?options=-c%20statement_timeout=0",
                            address.credentials().username(),
                            address.credentials().password())
                    .locations("classpath:db/" + schema)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .createSchemas(true)
                    .target(version)
                    .load()
                    .migrate();
        } catch (FlywayException unknown) {
            throw new Refusal("The backup is of a newer Entrepot than this one, or its schema '" + schema
                    + "' is unknown here: "
                    + String.valueOf(unknown.getMessage()).lines().findFirst().orElse(""));
        }
    }
}
