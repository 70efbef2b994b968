package io.entrepot.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one measured stretch of time gave; {@code complaint} is the first thing that went wrong in it. */
record Window(
        long operations,
        Duration elapsed,
        Latency latency,
        long errors,
        @Nullable String complaint) {

    double rate() {
        return operations / (elapsed.toNanos() / 1e9);
    }
}
