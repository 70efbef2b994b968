package io.entrepot.kit.db;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where PostgreSQL is. */
@ConfigMapping(prefix = "entrepot.database")
public interface DatabaseConfig {
    /** {@code postgresql://host:port/database}; the embedded one in {@code standalone}. */
    String url();

    String username();

    String password();

    /** Connections for each service's pipelined statements; more serve no better. */
    @WithDefault("4")
    int connections();
}
