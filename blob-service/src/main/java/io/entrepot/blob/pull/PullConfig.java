package io.entrepot.blob.pull;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the bytes of blobs get to clients. */
@ConfigMapping(prefix = "entrepot.blob")
public interface PullConfig {
    /** Sends clients to the object store for the bytes, where the store has addresses for them. */
    @WithDefault("false")
    boolean redirect();
}
