package io.entrepot.gateway.limit;

import io.entrepot.gateway.GatewayConfig;
import java.time.Duration;
import java.util.OptionalInt;

/** Settings of a test. */
record Limits(OptionalInt requestsPerSecond, OptionalInt uploadsAtOnce) implements GatewayConfig {
    @Override
    public Duration answerLimit() {
        return Duration.ofMinutes(1);
    }
}
