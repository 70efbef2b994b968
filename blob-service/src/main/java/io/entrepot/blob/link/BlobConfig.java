package io.entrepot.blob.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** Blobs of repositories. */
@ConfigMapping(prefix = "entrepot.blob")
public interface BlobConfig {
    /** Bytes of memory for small blobs and for what is known of all; an eighth of the heap unless set. */
    OptionalLong cacheBytes();

    /** How long a deleted blob can still be brought back by a manifest that was on its way. */
    @WithDefault("1h")
    Duration deleteDelay();
}
