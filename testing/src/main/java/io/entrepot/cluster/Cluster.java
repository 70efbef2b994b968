package io.entrepot.cluster;

import io.entrepot.standalone.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A registry of separate processes: a database, an object store, replicas of each service, and one address in front. */
public final class Cluster implements AutoCloseable {
    private final DataDirectory data;
    private final Watchdog watchdog;
    private final Database database;
    private final @Nullable ObjectStore objectStore;
    private final @Nullable Logins logins;
    private final Map<Service, List<Replica>> replicas = new EnumMap<>(Service.class);
    private @Nullable Readiness gateways;
    private @Nullable Balancer balancer;

    private Cluster(
            DataDirectory data,
            Watchdog watchdog,
            Database database,
            @Nullable ObjectStore objectStore,
            @Nullable Logins logins) {
        this.data = data;
        this.watchdog = watchdog;
        this.database = database;
        this.objectStore = objectStore;
        this.logins = logins;
    }

    /**
     * Returns when everything is ready. What happens meanwhile and later is said in lines.
     *
     * @throws IllegalStateException when something doesn't start; what was started is stopped again
     */
    public static Cluster start(Path checkout, Options options, Consumer<String> says)
            throws IOException, InterruptedException {
        var data = DataDirectory.open(options.data());
        var home = Files.createDirectories(data.path().resolve("services"));
        var logs = Files.createDirectories(home.resolve("logs"));
        var ports = new Ports();
        var watchdog = Watchdog.start();
        var processes = new Processes(checkout, logs, options.jvmOptions(), watchdog, says);
        var database = new Database(home.resolve("postgresql"), ports.next(), says);
        var objectStore = options.objectStore() == null
                ? ObjectStore.in(Files.createDirectories(home.resolve("s3")), ports.next(), processes)
                : null;
        var logins = options.open() ? null : Logins.in(home);
        var cluster = new Cluster(data, watchdog, database, objectStore, logins);
        try {
            cluster.start(processes, ports, home, options);
            return cluster;
        } catch (RuntimeException | IOException | InterruptedException e) {
            Thread.interrupted(); // it was to end the start, not the stop
            cluster.close();
            throw e;
        }
    }

    private void start(Processes processes, Ports ports, Path home, Options options)
            throws IOException, InterruptedException {
        database.start();
        if (objectStore != null) {
            objectStore.start();
        }
        var addresses = Address.allOf(Service.needed(options.open()), options.replicas(), ports);
        var settings = settings(addresses, options);
        var keys = ServiceKeys.in(home);
        replicas.putAll(addresses.stream()
                .collect(Collectors.groupingBy(
                        Address::service,
                        Collectors.mapping(
                                address -> replica(processes, address, settings, keys), Collectors.toList()))));
        // What is needed comes first: what is found when it is looked for first need not be looked for again.
        start(Service.AUTH);
        start(Service.BLOB, Service.MANIFEST);
        start(Service.GATEWAY);
        gateways = Readiness.of(replicas(Service.GATEWAY));
        balancer = Balancer.listen(options.port(), gateways);
    }

    private void start(Service... services) throws InterruptedException {
        var all = Arrays.stream(services)
                .flatMap(service -> replicas(service).stream())
                .toList();
        all.forEach(replica -> replica.process().start());
        for (var replica : all) {
            replica.awaitReady();
        }
    }

    private static Replica replica(
            Processes processes, Address address, Map<String, String> settings, ServiceKeys keys) {
        var environment = new HashMap<>(settings);
        environment.putAll(keys.settings(address.service()));
        if (address.service() != Service.GATEWAY) {
            environment.put("ENTREPOT_NETWORK_TRUSTED_PROXIES", "127.0.0.1"); // the gateways
        }
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(address.port()));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(address.managementPort()));
        var application = address.service().application(processes.checkout());
        var process = processes.java(address.name(), List.of("-jar", application.toString()), environment);
        return new Replica(address.port(), address.managementPort(), process);
    }

    /** The same for every service: each takes what it knows. */
    private Map<String, String> settings(List<Address> addresses, Options options) throws IOException {
        var settings = new HashMap<String, String>();
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        settings.put("ENTREPOT_SERVICES_BLOB", Address.urls(addresses, Service.BLOB));
        settings.put(Options.OPEN, Boolean.toString(logins == null));
        if (logins != null) {
            settings.put("ENTREPOT_SERVICES_AUTH", Address.urls(addresses, Service.AUTH));
            settings.putAll(logins.settings());
        }
        settings.put("ENTREPOT_SERVICES_MANIFEST", Address.urls(addresses, Service.MANIFEST));
        settings.put("ENTREPOT_DATABASE_URL", database.address().url());
        settings.put(
                "ENTREPOT_DATABASE_USERNAME", database.address().credentials().username());
        settings.put(
                "ENTREPOT_DATABASE_PASSWORD", database.address().credentials().password());
        settings.put("ENTREPOT_BLOB_STORE", "s3");
        if (objectStore != null) {
            settings.putAll(objectStore.settings());
        } else {
            settings.put("ENTREPOT_BLOB_S3_ENDPOINT", String.valueOf(options.objectStore()));
        }
        settings.putAll(options.settings());
        return settings;
    }

    /** Of the address in front. */
    public int port() {
        if (balancer == null) {
            throw new IllegalStateException("not started");
        }
        return balancer.port();
    }

    public URI uri() {
        return URI.create("http://localhost:" + port());
    }

    /** Empty where nobody has to log in. */
    public Optional<Logins> logins() {
        return Optional.ofNullable(logins);
    }

    public List<Replica> replicas(Service service) {
        return replicas.getOrDefault(service, List.of());
    }

    public List<Replica> replicas() {
        return replicas.values().stream().flatMap(List::stream).toList();
    }

    public Database database() {
        return database;
    }

    /** Empty where it is somebody else's. */
    public Optional<ObjectStore> objectStore() {
        return Optional.ofNullable(objectStore);
    }

    public Path data() {
        return data.path();
    }

    public Path logs() {
        return data.path().resolve("services/logs");
    }

    /** First nobody comes in any more, then those inside finish, then what they needed is stopped. */
    @Override
    public void close() throws IOException {
        if (balancer != null) {
            balancer.close();
        }
        if (gateways != null) {
            gateways.close();
        }
        for (var service : Service.values()) {
            stopAll(replicas(service));
        }
        if (objectStore != null) {
            objectStore.process().stop();
        }
        database.stop();
        watchdog.close();
        data.close();
    }

    private static void stopAll(List<Replica> replicas) {
        try (var stops = Executors.newVirtualThreadPerTaskExecutor()) {
            replicas.forEach(replica -> stops.execute(replica.process()::stop));
        }
    }
}
