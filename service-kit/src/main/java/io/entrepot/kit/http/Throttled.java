package io.entrepot.kit.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one log line a second through, and counts the others: an outage fails thousands of requests for one reason. */
final class Throttled {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong kept = new AtomicLong();

    /** How many lines were kept back before the one to be written now; -1 where this one is kept back too. */
    long admit() {
        var now = System.nanoTime();
        var due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + QUIET_NANOS)) {
            return kept.getAndSet(0);
        }
        kept.incrementAndGet();
        return -1;
    }
}
