package io.entrepot.kit.http;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Calls back once when no progress was reported for a while; used on one event loop. */
public final class StallTimer {
    private final Vertx vertx;
    private final long limitNanos;
    private final long timer;
    private long lastProgress = System.nanoTime();
    private boolean excused;

    public StallTimer(Vertx vertx, Duration limit, Runnable onStall) {
        this.vertx = vertx;
        this.limitNanos = limit.toNanos();
        // Half the limit: a stall is noticed after one limit at the least and one and a half at the most.
        this.timer = vertx.setPeriodic(Math.max(1, limit.toMillis() / 2), tick -> {
            if (!excused && System.nanoTime() - lastProgress > limitNanos) {
                stop();
                onStall.run();
            }
        });
    }

    public void progress() {
        lastProgress = System.nanoTime();
    }

    /** While it is us who pause the client, it doesn't stall. */
    public void excuse(boolean pausedByUs) {
        excused = pausedByUs;
        lastProgress = System.nanoTime();
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }
}
