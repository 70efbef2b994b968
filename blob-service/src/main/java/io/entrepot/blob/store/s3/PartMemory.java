package io.entrepot.blob.store.s3;

import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Bounds what the parts of all uploads of this process hold in memory. Room is given in the order it was asked for. Who
 * asks holds nothing that isn't on its way to the store already, so room comes back as long as the store takes parts.
 */
final class PartMemory {
    private record Waiting(int bytes, Promise<Void> room) {}

    private final Vertx vertx;
    private final long patienceMillis;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long free;

    PartMemory(Vertx vertx, long bytes, Duration patience) {
        this.vertx = vertx;
        this.free = bytes;
        this.patienceMillis = patience.toMillis();
    }

    /** Takes room for a part; fails with 503 and {@code Retry-After} where there is none for too long. */
    Future<Void> take(int bytes) {
        var waiting = new Waiting(bytes, Promise.promise());
        synchronized (this) {
            if (queue.isEmpty() && free >= bytes) {
                free -= bytes;
                return Future.succeededFuture();
            }
            queue.add(waiting);
        }
        var timer = vertx.setTimer(patienceMillis, tick -> giveUp(waiting));
        return waiting.room().future().onComplete(done -> vertx.cancelTimer(timer));
    }

    void give(int bytes) {
        var served = new ArrayList<Waiting>();
        synchronized (this) {
            free += bytes;
            serve(served);
        }
        served.forEach(waiting -> waiting.room().complete());
    }

    private void giveUp(Waiting waiting) {
        var served = new ArrayList<Waiting>();
        boolean left;
        synchronized (this) {
            left = queue.remove(waiting);
            serve(served); // a smaller one may have waited behind it
        }
        if (left) {
            waiting.room().fail(busy());
        }
        served.forEach(next -> next.room().complete());
    }

    private void serve(List<Waiting> served) {
        for (var next = queue.peek(); next != null && free >= next.bytes(); next = queue.peek()) {
            free -= next.bytes();
            served.add(queue.remove());
        }
    }

    private static OciException busy() {
        return OciError.UNAVAILABLE
                .because("too many uploads at once; the upload can be resumed")
                .with(Map.of("Retry-After", "10"));
    }
}
