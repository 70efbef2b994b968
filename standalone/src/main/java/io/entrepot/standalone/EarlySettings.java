package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Settings of the owner that decide what is started, so that they are needed before the framework reads its
 * configuration: from the same places, in the same order.
 */
public final class EarlySettings {

    private static final String DATABASE_URL = "entrepot.database.url";
    private static final String BLOB_ROOT = "entrepot.blob.filesystem.root";

    private static final String MANAGEMENT_PORT = "quarkus.management.port";

    private final Properties system;
    private final Map<String, String> environment;
    private final Properties file = new Properties();

    EarlySettings(Properties system, Map<String, String> environment, Path settings) {
        this.system = system;
        this.environment = environment;
        if (Files.isRegularFile(settings)) {
            try (var reader = Files.newBufferedReader(settings)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new Refusal(settings + " can't be read: " + unreadable.getMessage());
            }
        }
    }

    public static EarlySettings of(Path data) {
        return new EarlySettings(System.getProperties(), System.getenv(), data.resolve(DataDirectory.SETTINGS));
    }

    /** Whether the owner has a PostgreSQL of another making, so that none is started here. */
    public boolean hasOtherDatabase() {
        return get(DATABASE_URL).isPresent();
    }

    /** Where the owner wants the blobs, if not in the data directory. */
    public Optional<Path> blobs() {
        return get(BLOB_ROOT).map(Path::of).map(Path::toAbsolutePath);
    }

    /** The port of health and metrics, if the owner wants a certain one. */
    Optional<String> managementPort() {
        return get(MANAGEMENT_PORT);
    }

    private Optional<String> get(String key) {
        return Optional.ofNullable(system.getProperty(key))
                .or(() -> Optional.ofNullable(environment.get(environmentForm(key))))
                .or(() -> Optional.ofNullable(file.getProperty(key)))
                .filter(value -> !value.isBlank());
    }

    private static String environmentForm(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
