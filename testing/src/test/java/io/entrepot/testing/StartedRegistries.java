package io.entrepot.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the registry that all tests share (a {@link RunningRegistry} parameter) or a starter of registries of its own
 * (an {@link OwnRegistries} parameter), which end with the test. Their logs are printed when the test has failed.
 */
public final class StartedRegistries implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    /** Of each service behind the shared registry: enough that a request seldom meets the replica of the one before. */
    private static final int REPLICAS = 3;

    private static final Namespace NAMESPACE = Namespace.create(StartedRegistries.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == RunningRegistry.class || type == OwnRegistries.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == RunningRegistry.class) {
            return shared(context);
        }
        return context.getStore(NAMESPACE).computeIfAbsent(OwnRegistries.class, key -> new OwnRegistries());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        for (var registry : used(context)) {
            System.err.println("The log of the registry " + registry.log() + " ends with:\n" + registry.endOfLog());
        }
    }

    /** Whatever the tests of a class showed, the log of the shared registry doesn't show. */
    @Override
    public void afterAll(ExtensionContext context) {
        var shared = context.getRoot().getStore(NAMESPACE).get(Shared.class, Shared.class);
        if (shared != null) {
            assertThat(Secrets.loggedBy(shared.registry))
                    .as("secrets in its log")
                    .isEmpty();
        }
    }

    private static List<RunningRegistry> used(ExtensionContext context) {
        var own = context.getStore(NAMESPACE).get(OwnRegistries.class, OwnRegistries.class);
        if (own != null) {
            return own.started();
        }
        var shared = context.getRoot().getStore(NAMESPACE).get(Shared.class, Shared.class);
        return shared == null ? List.of() : List.of(shared.registry);
    }

    /** The registry that all tests share. */
    public static RunningRegistry shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, key -> new Shared(), Shared.class)
                .registry;
    }

    /** Registries that one test starts, configures, kills. */
    public static final class OwnRegistries implements AutoCloseable {
        private final List<RunningRegistry> started = new ArrayList<>();
        private final List<Path> data = new ArrayList<>();

        public RunningRegistry start(Map<String, String> settings) {
            return start(1, settings);
        }

        /** One with this many replicas of each service, where it has services apart. */
        public RunningRegistry start(int replicas, Map<String, String> settings) {
            var registry = startOn(dataDirectory(data), replicas, settings);
            started.add(registry);
            return registry;
        }

        List<RunningRegistry> started() {
            return List.copyOf(started);
        }

        @Override
        public void close() throws IOException {
            started.forEach(RunningRegistry::close);
            var logged = started.stream()
                    .flatMap(registry -> Secrets.loggedBy(registry).stream())
                    .toList();
            for (var directory : data) {
                Trees.delete(directory);
            }
            assertThat(logged).as("secrets in their logs").isEmpty();
        }
    }

    /** Started by the first test that asks for it, ended with the last. */
    private static final class Shared implements AutoCloseable {
        private final List<Path> data = new ArrayList<>();
        private final RunningRegistry registry = startOn(dataDirectory(data), REPLICAS, Map.of());

        @Override
        public void close() throws IOException {
            registry.close();
            for (var directory : data) {
                Trees.delete(directory);
            }
        }
    }

    private static RunningRegistry startOn(Path data, int replicas, Map<String, String> settings) {
        var log = Path.of("target", "registry-" + data.getFileName() + ".log").toAbsolutePath();
        return RunningRegistry.start(Checkout.find(), Topology.current(), replicas, data, log, settings);
    }

    private static Path dataDirectory(List<Path> made) {
        try {
            var directory = Files.createTempDirectory("entrepot-e2e-");
            made.add(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
