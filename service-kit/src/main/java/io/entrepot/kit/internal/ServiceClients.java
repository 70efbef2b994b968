package io.entrepot.kit.internal;

import io.entrepot.kit.http.RequestId;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.upstream.Upstream;
import io.entrepot.kit.upstream.Upstreams;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** The clients of the other services. To be asked at start: one whose address is not known is refused. */
@ApplicationScoped
public class ServiceClients {
    private final Vertx vertx;
    private final Credential credential;
    private final InternalConfig config;
    private final Upstreams upstreams;
    private final TrustedProxies proxies;

    ServiceClients(
            Vertx vertx, Credential credential, InternalConfig config, Upstreams upstreams, TrustedProxies proxies) {
        this.proxies = proxies;
        this.vertx = vertx;
        this.credential = credential;
        this.config = config;
        this.upstreams = upstreams;
    }

    public ServiceClient blob() {
        return client(upstreams.blob());
    }

    public ServiceClient manifest() {
        return client(upstreams.manifest());
    }

    public ServiceClient auth() {
        return client(upstreams.auth());
    }

    private ServiceClient client(Upstream upstream) {
        return new ServiceClient(
                vertx,
                upstream,
                () -> Objects.requireNonNull(credential.authorization(upstream.service())),
                config.deadline(),
                () -> RequestId.current(proxies));
    }
}
