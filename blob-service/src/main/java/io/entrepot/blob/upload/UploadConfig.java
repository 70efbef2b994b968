package io.entrepot.blob.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How long an upload may take, and rest, and how much of it there may be. */
@ConfigMapping(prefix = "entrepot.upload")
public interface UploadConfig {
    /** An upload nobody has touched for this long is gone, bytes and all. */
    @WithDefault("24h")
    Duration idleLimit();

    /** A client that sends nothing for this long in the middle of a body is cut off; its upload can be resumed. */
    @WithDefault("60s")
    Duration stallLimit();

    /** The largest blob that is taken, in bytes. */
    OptionalLong maxBlobBytes();

    /** Uploads of one client that may be open at once, small blobs not counted. */
    OptionalInt openPerClient();

    /** How often abandoned uploads and leftovers are looked for. */
    @WithDefault("10m")
    Duration sweepInterval();
}
