package io.entrepot.auth;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL for as long as the tests run. */
public class EmbeddedDatabase implements QuarkusTestResourceLifecycleManager {
    private @Nullable EmbeddedPostgres postgres;

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
        var settings = new HashMap<>(ServiceKeyFiles.settings("auth"));
        settings.putAll(Map.of(
                "entrepot.identity.open",
                "false",
                "entrepot.identity.key-file",
                file("a secret for keys, of the tests alone"),
                "entrepot.database.url",
                "postgresql://localhost:" + postgres.getPort() + "/postgres",
                "entrepot.database.username",
                "postgres",
                "entrepot.database.password",
                "postgres"));
        return settings;
    }

    private static String file(String text) {
        try {
            var file = Files.createTempFile("secret", null);
            file.toFile().deleteOnExit();
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
