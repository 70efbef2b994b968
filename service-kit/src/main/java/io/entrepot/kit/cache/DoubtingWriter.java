package io.entrepot.kit.cache;

import io.entrepot.model.OciException;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A {@link SoleWriter} that isn't sure of itself for a minute after a write whose outcome it doesn't know: such a write
 * may land after its answer was given up on, and nobody would tell the caches.
 */
public final class DoubtingWriter implements SoleWriter {
    /** Longer than the database's time-outs let a write of ours live. */
    private static final long DOUBT_NANOS = Duration.ofMinutes(1).toNanos();

    private static final int TENURE_BITS = 40;

    private final SoleWriter soleWriter;
    private final LongSupplier nanoTime;
    private final AtomicLong doubts = new AtomicLong();
    private volatile long lastDoubt;
    private volatile boolean doubting;

    public DoubtingWriter(SoleWriter soleWriter) {
        this(soleWriter, System::nanoTime);
    }

    DoubtingWriter(SoleWriter soleWriter, LongSupplier nanoTime) {
        this.soleWriter = soleWriter;
        this.nanoTime = nanoTime;
    }

    /** To be called when a write ended without saying whether it happened. */
    public void doubt() {
        lastDoubt = nanoTime.getAsLong();
        doubting = true;
        doubts.incrementAndGet();
    }

    /** To be called when a write failed: doubts, unless the database or a rule refused it, so that it didn't happen. */
    public void failed(Throwable failure) {
        if (!(failure instanceof PgException) && !(failure instanceof OciException)) {
            doubt();
        }
    }

    @Override
    public long tenure() {
        if (doubting && nanoTime.getAsLong() - lastDoubt < DOUBT_NANOS) {
            return 0;
        }
        var tenure = soleWriter.tenure();
        // Another number after each doubt, so that what was remembered before it is forgotten.
        return tenure == 0 ? 0 : tenure + (doubts.get() << TENURE_BITS);
    }
}
