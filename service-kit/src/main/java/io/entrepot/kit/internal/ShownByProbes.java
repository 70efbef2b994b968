package io.entrepot.kit.internal;

import io.entrepot.kit.upstream.ProbeCredential;
import io.entrepot.kit.upstream.ServiceName;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Probes show what every call between services shows. */
@ApplicationScoped
class ShownByProbes implements ProbeCredential {
    private final Credential credential;

    ShownByProbes(Credential credential) {
        this.credential = credential;
    }

    @Override
    public @Nullable String authorization(ServiceName service) {
        return credential.authorization(service);
    }
}
