package io.entrepot.standalone;

import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks clients for a certificate where it is known who signs theirs. Those that have none may log in otherwise. */
@ApplicationScoped
class ClientCertificates implements HttpServerOptionsCustomizer {

    private final TlsConfigurationRegistry registry;

    ClientCertificates(TlsConfigurationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        registry.get(TlsFiles.CONFIGURATION)
                .filter(configuration -> configuration.getTrustStoreOptions() != null)
                .ifPresent(configuration -> options.setClientAuth(ClientAuth.REQUEST));
    }
}
