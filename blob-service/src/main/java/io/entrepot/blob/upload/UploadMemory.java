package io.entrepot.blob.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what all uploads together hold in memory, to a quarter of the heap. */
@ApplicationScoped
public class UploadMemory {
    private static final long WINDOW = 8 << 20;

    private final long budget = Runtime.getRuntime().maxMemory() / 4;
    private final AtomicLong used = new AtomicLong();

    long used() {
        return used.get();
    }

    void take(long bytes) {
        used.addAndGet(bytes);
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Whether an upload that holds so much should wait until some of it is written. */
    boolean isFull(long own) {
        return own >= WINDOW || (own > 0 && isScarce());
    }

    /** Whether one that waited may go on. */
    boolean hasRoom(long own) {
        return own == 0 || (own <= WINDOW / 2 && !isScarce());
    }

    /** Whether small bodies should go to the store at once instead of being collected. */
    boolean isScarce() {
        return used.get() >= budget;
    }
}
