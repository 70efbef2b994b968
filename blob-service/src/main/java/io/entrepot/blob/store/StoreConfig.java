package io.entrepot.blob.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the bytes of blobs lie. */
@ConfigMapping(prefix = "entrepot.blob")
public interface StoreConfig {
    /** {@code filesystem} or {@code s3}. */
    @WithDefault("filesystem")
    String store();
}
