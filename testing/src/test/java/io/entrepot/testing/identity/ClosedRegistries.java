package io.entrepot.testing.identity;

import io.entrepot.testing.StartedRegistries.OwnRegistries;
import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one {@link ClosedRegistry} that all of them share. */
public final class ClosedRegistries implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(ClosedRegistries.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ClosedRegistry.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, key -> new Shared(), Shared.class)
                .closed;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var shared = context.getRoot().getStore(NAMESPACE).get(Shared.class, Shared.class);
        if (context.getExecutionException().isPresent() && shared != null) {
            System.err.println("The log of the closed registry ends with:\n"
                    + shared.closed.running().endOfLog());
        }
    }

    private static final class Shared implements AutoCloseable {
        private final OwnRegistries started = new OwnRegistries();
        private final ClosedRegistry closed = new ClosedRegistry(started.start(ClosedRegistry.SETTINGS));

        @Override
        public void close() throws IOException {
            started.close();
        }
    }
}
