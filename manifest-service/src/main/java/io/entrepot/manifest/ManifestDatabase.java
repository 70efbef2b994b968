package io.entrepot.manifest;

import io.entrepot.kit.db.Database;
import io.entrepot.kit.db.DatabaseConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The schema {@code manifest}; nobody else reads it. */
@Dependent
class ManifestDatabase {
    @Produces
    @Singleton
    @ManifestSchema
    Database open(Vertx vertx, DatabaseConfig config) {
        return new Database(vertx, config, "manifest");
    }

    void close(@Disposes @ManifestSchema Database database) {
        database.close();
    }
}
