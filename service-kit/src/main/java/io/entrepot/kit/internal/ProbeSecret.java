package io.entrepot.kit.internal;

import io.entrepot.kit.upstream.ProbeCredential;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Probes show what every call between services shows. */
@ApplicationScoped
class ProbeSecret implements ProbeCredential {
    private final Credential credential;

    ProbeSecret(Credential credential) {
        this.credential = credential;
    }

    @Override
    public @Nullable String authorization() {
        var secret = credential.secret();
        return secret == null ? null : InternalRouter.authorization(secret);
    }
}
