package io.entrepot.testing.services;

import io.entrepot.cluster.Cluster;
import io.entrepot.cluster.Options;
import io.entrepot.testing.Checkout;
import io.entrepot.testing.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Cluster} of three replicas of each service, which all of them share; whoever stops a part of it
 * starts that again. What it said is printed when a test has failed.
 */
public final class StartedCluster implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(StartedCluster.class);
    private static final int REPLICAS = 3;

    /** What takes hours otherwise. */
    private static final Map<String, String> SETTINGS = Map.of(
            "ENTREPOT_UPLOAD_IDLE_LIMIT", "30s",
            "ENTREPOT_UPLOAD_SWEEP_INTERVAL", "2s");

    private static final List<String> QUICK_STARTS = List.of("-XX:TieredStopAtLevel=1");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, key -> new Shared(), Shared.class)
                .cluster;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var shared = context.getRoot().getStore(NAMESPACE).get(Shared.class, Shared.class);
        if (context.getExecutionException().isPresent() && shared != null) {
            System.err.println("The launcher said:\n" + String.join("\n", shared.said) + "\nLogs: " + shared.logs());
        }
    }

    private static final class Shared implements AutoCloseable {
        private final Queue<String> said = new ConcurrentLinkedQueue<>();
        private final Path data;
        private final Cluster cluster;

        Shared() {
            try {
                data = Files.createTempDirectory("entrepot-cluster-");
                var options = new Options(REPLICAS, 0, data, true, null, SETTINGS, QUICK_STARTS);
                cluster = Cluster.start(Checkout.find().root(), options, said::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Kept when the data is not. */
        private Path logs() {
            return Path.of("target", "cluster-logs").toAbsolutePath();
        }

        @Override
        public void close() throws IOException {
            cluster.close();
            Trees.copyFiles(cluster.logs(), logs());
            Trees.delete(data);
        }
    }
}
