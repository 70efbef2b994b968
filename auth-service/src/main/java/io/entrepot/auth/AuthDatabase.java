package io.entrepot.auth;

import io.entrepot.kit.db.Database;
import io.entrepot.kit.db.DatabaseConfig;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The schema {@code auth}; nobody else reads it. For what every login asks; management has Hibernate's sessions. */
@Dependent
class AuthDatabase {
    @Produces
    @Singleton
    @Identifier("auth")
    Database open(Vertx vertx, DatabaseConfig config) {
        return new Database(vertx, config, "auth");
    }

    void close(@Disposes @Identifier("auth") Database database) {
        database.close();
    }
}
