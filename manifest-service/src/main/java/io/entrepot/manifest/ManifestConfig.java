package io.entrepot.manifest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** What the registry takes as a manifest, and what it remembers of them. */
@ConfigMapping(prefix = "entrepot.manifest")
public interface ManifestConfig {
    /** Takes images and indexes whose blobs and manifests are not all in the repository. */
    @WithDefault("false")
    boolean allowSparse();

    /** Deletes a manifest by digest even while an index of the repository references it. */
    @WithDefault("false")
    boolean deleteReferenced();

    /** How long the body of a push may stand still before the client is cut off. */
    @WithDefault("30s")
    Duration stallLimit();

    /** Bytes of memory for manifests, tags and referrers; an eighth of the heap unless set. */
    OptionalLong cacheBytes();

    /** Entries of one page of referrers at the most; a page also ends before it exceeds 4 MiB. */
    @WithDefault("10000")
    int referrersPage();
}
