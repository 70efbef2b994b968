package io.entrepot.testing.keycloak;

import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.identity.ClosedRegistry;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A Keycloak and a registry whose people log in there, started by the first test that asks and ended with the last. */
final class KeycloakSite implements AutoCloseable {
    private final OwnRegistries started = new OwnRegistries();
    private final Keycloak keycloak = new Keycloak();
    private final ClosedRegistry registry;

    private KeycloakSite() {
        registry = new ClosedRegistry(started.start(Map.of("entrepot.oidc.url", keycloak.realm())));
    }

    Keycloak keycloak() {
        return keycloak;
    }

    ClosedRegistry registry() {
        return registry;
    }

    @Override
    public void close() throws IOException {
        keycloak.close();
        started.close();
    }

    /** Gives it to tests. */
    static final class Resolver implements ParameterResolver {
        private static final Namespace NAMESPACE = Namespace.create(KeycloakSite.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == KeycloakSite.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(KeycloakSite.class, key -> new KeycloakSite(), KeycloakSite.class);
        }
    }
}
