package io.entrepot.standalone.compose;

import io.entrepot.kit.internal.Credential;
import io.entrepot.kit.upstream.ServiceName;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** All services are in this process: nobody calls it from outside as a service. */
@ApplicationScoped
class NoOtherService implements Credential {
    @Override
    public boolean hasPeers() {
        return false;
    }

    @Override
    public @Nullable String authorization(ServiceName service) {
        return null;
    }

    @Override
    public @Nullable ServiceName caller(String authorization) {
        return null;
    }
}
