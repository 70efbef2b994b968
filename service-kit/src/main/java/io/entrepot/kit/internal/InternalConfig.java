package io.entrepot.kit.internal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Calls between services. */
@ConfigMapping(prefix = "entrepot.internal")
public interface InternalConfig {
    /** The file with this service's own private key, by which the others know it. */
    Optional<Path> keyFile();

    /** The folder with the public keys of all services, named after them, such as {@code blob.pem}. */
    Optional<Path> publicKeys();

    /** How long a call may take, with a second attempt. */
    @WithDefault("4s")
    Duration deadline();
}
