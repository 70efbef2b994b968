package io.entrepot.standalone;

import static java.util.Map.entry;

import io.entrepot.standalone.postgres.DatabaseAddress;
import io.entrepot.standalone.postgres.Schemas;
import java.util.HashMap;
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

    private static final Map<String, Function<Launch, @Nullable String>> ALWAYS = Map.ofEntries(
            entry("quarkus.http.host", launch -> launch.command().host()),
            entry(
                    "quarkus.http.port",
                    launch -> Integer.toString(launch.command().port())),
            entry("quarkus.management.port", launch -> Integer.toString(launch.managementPort())),
            entry(
                    "quarkus.log.console.json.enabled",
                    launch -> Boolean.toString(launch.command().jsonLog())),
            entry("entrepot.identity.open", launch -> launch.command().open() ? "true" : null),
            entry(
                    "entrepot.blob.filesystem.root",
                    launch -> launch.data().blobs().toString()),
            entry(
                    "entrepot.identity.key-file",
                    launch -> IdentityKey.in(launch.data()).toString()),
            entry("entrepot.database.url", of(DatabaseAddress::url)),
            entry(
                    "entrepot.database.username",
                    of(address -> address.credentials().username())),
            entry(
                    "entrepot.database.password",
                    of(address -> address.credentials().password())));

    private final Launch launch;
    private final Map<String, Function<Launch, @Nullable String>> values = new HashMap<>(ALWAYS);

    LaunchConfigSource(Launch launch) {
        this.launch = launch;
        if (launch.startsDatabase()) {
            for (var schema : Schemas.NAMES) {
                // They are made while the application starts, by when the address of the database is told.
                values.put("quarkus.flyway." + schema + ".migrate-at-start", here -> "false");
            }
        }
        var tls = launch.command().tls();
        if (tls != null) {
            values.putAll(tls(tls, launch.command().port()));
        }
    }

    /** Not even the names are there without TLS: the framework takes them for a configuration without a key. */
    private static Map<String, Function<Launch, @Nullable String>> tls(TlsFiles files, int port) {
        var configuration = "quarkus.tls." + TlsFiles.CONFIGURATION;
        var settings = new HashMap<>(Map.of(
                configuration + ".key-store.pem.server.cert",
                files.certificate().toString(),
                configuration + ".key-store.pem.server.key",
                files.key().toString(),
                "quarkus.http.tls-configuration-name",
                TlsFiles.CONFIGURATION,
                "quarkus.http.ssl-port",
                Integer.toString(port),
                "quarkus.http.insecure-requests",
                "disabled"));
        if (files.clientAuthority() != null) {
            settings.put(
                    configuration + ".trust-store.pem.certs",
                    files.clientAuthority().toString());
        }
        var values = new HashMap<String, Function<Launch, @Nullable String>>();
        settings.forEach((key, value) -> values.put(key, launch -> value));
        return values;
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
