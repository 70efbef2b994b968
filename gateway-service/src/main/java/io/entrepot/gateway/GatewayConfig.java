package io.entrepot.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** What the edge allows a client, and the services behind it. */
@ConfigMapping(prefix = "entrepot.gateway")
public interface GatewayConfig {
    /** Requests per second and client, ten seconds' worth of them at once; no limit unless set. */
    OptionalInt requestsPerSecond();

    /** Requests with a body that a client may have under way at a time; no limit unless set. */
    OptionalInt uploadsAtOnce();

    /** How long a service may take to begin its answer once it has the whole request. */
    @WithDefault("2m")
    Duration answerLimit();
}
