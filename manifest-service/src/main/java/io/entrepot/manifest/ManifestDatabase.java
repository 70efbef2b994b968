package io.entrepot.manifest;

import io.entrepot.kit.db.Database;
import io.entrepot.kit.db.DatabaseConfig;
import io.smallrye.common.annotation.Identifier;
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
    @Identifier("manifest")
    Database open(Vertx vertx, DatabaseConfig config) {
        return new Database(vertx, config, "manifest");
    }

    void close(@Disposes @Identifier("manifest") Database database) {
        database.close();
    }
}
