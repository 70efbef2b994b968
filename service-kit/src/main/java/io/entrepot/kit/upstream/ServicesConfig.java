package io.entrepot.kit.upstream;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where the other services are: base URLs such as {@code http://blob-service:5001}. A host name may stand for several
 * addresses; each of them is a replica.
 */
@ConfigMapping(prefix = "entrepot.services")
public interface ServicesConfig {
    /** The replicas of blob-service. */
    Optional<List<URI>> blob();

    /** The replicas of manifest-service. */
    Optional<List<URI>> manifest();

    /** The replicas of auth-service. */
    Optional<List<URI>> auth();
}
