package io.entrepot.auth.key;

import io.entrepot.auth.AuthConfig;
import io.entrepot.kit.start.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The secret outside of the database without which its keys are worth nothing. */
@Dependent
class KeyFile {
    @Produces
    @Singleton
    KeySeal read(AuthConfig config) {
        return KeySeal.of(config.keyFile()
                .orElseThrow(() -> new Refusal("The keys that sign tokens are encrypted, so entrepot.identity.key-file"
                        + " (environment: ENTREPOT_IDENTITY_KEY_FILE) must name a file that holds a secret")));
    }
}
