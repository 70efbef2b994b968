package io.entrepot.blob;

import io.entrepot.kit.db.Database;
import io.entrepot.kit.db.DatabaseConfig;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The schema {@code blob}; nobody else reads it. */
@Dependent
class BlobDatabase {
    @Produces
    @Singleton
    @Identifier("blob")
    Database open(Vertx vertx, DatabaseConfig config) {
        return new Database(vertx, config, "blob");
    }

    void close(@Disposes @Identifier("blob") Database database) {
        database.close();
    }
}
