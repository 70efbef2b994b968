package io.entrepot.kit.upstream;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** In place until the services' credential is. */
@DefaultBean
@ApplicationScoped
class NoCredential implements ProbeCredential {
    @Override
    public @Nullable String authorization() {
        return null;
    }
}
