package io.entrepot.kit.network;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may reach the registry. */
@ConfigMapping(prefix = "entrepot.network")
public interface NetworkConfig {

    /** Allows an address other than loopback although nobody has to log in: whoever reaches it can push and delete. */
    @WithDefault("false")
    boolean allowAnonymous();
}
