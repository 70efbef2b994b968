package io.entrepot.kit.internal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Calls between services. */
@ConfigMapping(prefix = "entrepot.internal")
public interface InternalConfig {
    /** The file with the secret that all services share, of at least 16 characters. */
    Optional<Path> secretFile();

    /** How long one attempt of a call may take. */
    @WithDefault("5s")
    Duration deadline();
}
