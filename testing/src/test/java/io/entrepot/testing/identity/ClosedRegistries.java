package io.entrepot.testing.identity;

import io.entrepot.testing.StartedRegistries;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the registry that all share, as its administrator sees it. Each test makes users of its own. */
public final class ClosedRegistries implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ClosedRegistry.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new ClosedRegistry(StartedRegistries.shared(context));
    }
}
