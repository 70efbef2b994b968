package io.entrepot.standalone;

import io.entrepot.standalone.postgres.DatabaseAddress;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The command line and the embedded database as configuration. A value of the database is worked out when somebody
 * asks for it, and asking waits for the database: so it starts while the application does.
 */
final class LaunchConfigSource implements ConfigSource {

    /** Below the environment (300), above every file. */
    static final int ORDINAL = 275;

    private final Map<String, Function<Launch, @Nullable String>> values = Map.of(
            "quarkus.http.host", launch -> launch.command().host(),
            "quarkus.http.port", launch -> Integer.toString(launch.command().port()),
            "quarkus.management.port", launch -> Integer.toString(launch.managementPort()),
            "quarkus.log.console.json.enabled",
                    launch -> Boolean.toString(launch.command().jsonLog()),
            "entrepot.blob.filesystem.root", launch -> launch.data().blobs().toString(),
            "entrepot.identity.key-file",
                    launch -> IdentityKey.in(launch.data()).toString(),
            "entrepot.database.url", of(DatabaseAddress::url),
            "entrepot.database.username", of(address -> address.credentials().username()),
            "entrepot.database.password", of(address -> address.credentials().password()));

    private final Launch launch;

    LaunchConfigSource(Launch launch) {
        this.launch = launch;
    }

    private static Function<Launch, @Nullable String> of(Function<DatabaseAddress, String> part) {
        return launch -> {
            var database = launch.database();
            return database == null ? null : part.apply(database);
        };
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        var value = values.get(name);
        return value == null ? null : value.apply(launch);
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public String getName() {
        return "the command line";
    }
}
