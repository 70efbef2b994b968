package io.entrepot.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL for as long as the tests of a service run, and the keys that services know each other by. */
public abstract class ServiceDatabase implements QuarkusTestResourceLifecycleManager {
    private final String service;
    private @Nullable EmbeddedPostgres postgres;

    protected ServiceDatabase(String service) {
        this.service = service;
    }

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "60")
                    // The registry refuses a database that could lose what it confirmed.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var settings = new HashMap<>(ServiceKeyFiles.settings(service));
        settings.putAll(Map.of(
                "entrepot.database.url",
                "postgresql://localhost:" + postgres.getPort() + "/postgres",
                "entrepot.database.username",
                "postgres",
                "entrepot.database.password",
                "postgres"));
        return settings;
    }

    @Override
    public void stop() {
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
