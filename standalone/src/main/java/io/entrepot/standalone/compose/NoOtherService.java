package io.entrepot.standalone.compose;

import io.entrepot.kit.internal.Credential;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** All services are in this process: nobody calls it from outside as a service. */
@ApplicationScoped
class NoOtherService implements Credential {
    @Override
    public @Nullable String secret() {
        return null;
    }
}
