package io.entrepot.kit.internal;

import io.entrepot.kit.start.Refusal;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One secret for all services, from a file. Without it a service doesn't start: its neighbours couldn't call it. */
@DefaultBean
@ApplicationScoped
class SharedSecret implements Credential {
    private static final String KEY = "entrepot.internal.secret-file";
    private static final int SHORTEST = 16;

    private final String secret;

    @Inject
    SharedSecret(InternalConfig config) {
        this(config.secretFile()
                .orElseThrow(() -> new Refusal("Services show each other a secret, so " + KEY
                        + " (environment: ENTREPOT_INTERNAL_SECRET_FILE) must name a file that holds it")));
    }

    SharedSecret(Path file) {
        try {
            secret = Files.readString(file).strip();
        } catch (IOException failure) {
            throw new Refusal("The file of " + KEY + ", " + file + ", can't be read: "
                    + failure.getClass().getSimpleName());
        }
        if (secret.length() < SHORTEST || !secret.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new Refusal("The file of " + KEY + ", " + file + ", must hold one line of at least " + SHORTEST
                    + " characters of ASCII without spaces");
        }
    }

    @Override
    public String secret() {
        return secret;
    }
}
