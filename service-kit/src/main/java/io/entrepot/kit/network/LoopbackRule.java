package io.entrepot.kit.network;

import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.kit.start.Refusal;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Where nobody has to log in, only this machine may reach the registry. Looks at the address that will be listened on,
 * wherever it was configured, before it is.
 */
@ApplicationScoped
class LoopbackRule {

    static final String KEY = "entrepot.network.allow-anonymous";

    private final VertxHttpConfig http;
    private final NetworkConfig config;
    private final IdentityConfig identity;

    LoopbackRule(VertxHttpConfig http, NetworkConfig config, IdentityConfig identity) {
        this.http = http;
        this.config = config;
        this.identity = identity;
    }

    void check(@Observes StartupEvent start) {
        refuse(http.host(), config.allowAnonymous() || !identity.open());
    }

    static void refuse(String host, boolean allowed) {
        if (!allowed && !Loopback.is(host)) {
            throw new Refusal("Nobody has to log in here, so listening on " + host
                    + " would let anyone who reaches it push and delete: keep to 127.0.0.1, let people log in by"
                    + " leaving out --open or entrepot.identity.open, or set " + KEY
                    + "=true (environment: ENTREPOT_NETWORK_ALLOW_ANONYMOUS=true) if that is what you want");
        }
    }
}
