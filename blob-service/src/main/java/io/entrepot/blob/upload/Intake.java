package io.entrepot.blob.upload;

import io.entrepot.blob.store.BlobSink;
import io.entrepot.blob.store.Draft;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes an upload's bytes from the event loop and hashes and writes them on a worker, one buffer after the other, so
 * that receiving, hashing and writing overlap. No thread is held while there is nothing to do.
 */
final class Intake {
    /** What is durable at some point of the stream, and the hash over it where it can be told. */
    record Progress(Draft draft, @Nullable Buffer hashState) {}

    /** Told about progress now and then; its future says whether to go on. */
    interface Checkpoints {
        Future<Boolean> at(Progress progress);
    }

    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(10);

    private final BlobSink sink;
    private final @Nullable StreamingHash hash;
    private final Executor workers;
    private final UploadMemory memory;
    private final Checkpoints checkpoints;
    private final long checkpointNanos;
    private final AtomicLong held = new AtomicLong();
    private final ArrayDeque<Buffer> queue = new ArrayDeque<>();
    private boolean running;
    private @Nullable Promise<Void> idle;
    private volatile @Nullable Throwable failure;
    private volatile long received;
    private volatile Runnable onRoom = () -> {};
    private long checkpointed = System.nanoTime();

    /** @param hash null where the bytes will have to be read back anyway */
    Intake(
            BlobSink sink,
            @Nullable StreamingHash hash,
            long received,
            Executor workers,
            UploadMemory memory,
            Checkpoints checkpoints) {
        this(sink, hash, received, workers, memory, checkpoints, BETWEEN_CHECKPOINTS);
    }

    Intake(
            BlobSink sink,
            @Nullable StreamingHash hash,
            long received,
            Executor workers,
            UploadMemory memory,
            Checkpoints checkpoints,
            Duration betweenCheckpoints) {
        this.sink = sink;
        this.hash = hash;
        this.received = received;
        this.workers = workers;
        this.memory = memory;
        this.checkpoints = checkpoints;
        this.checkpointNanos = betweenCheckpoints.toNanos();
    }

    /** Called when a stream that was told {@link #isFull} may go on, on a worker thread. */
    void onRoom(Runnable callback) {
        onRoom = callback;
    }

    void offer(Buffer bytes) {
        held.addAndGet(bytes.length());
        memory.take(bytes.length());
        synchronized (this) {
            queue.add(bytes);
            if (running) {
                return;
            }
            running = true;
        }
        workers.execute(this::work);
    }

    boolean isFull() {
        return memory.isFull(held.get());
    }

    boolean hasRoom() {
        return memory.hasRoom(held.get());
    }

    /** Ends when everything offered was written, or with the first failure. */
    Future<Void> written() {
        Promise<Void> promise = Promise.promise();
        synchronized (this) {
            if (running) {
                idle = promise;
                return promise.future();
            }
        }
        settle(promise);
        return promise.future();
    }

    /** Makes all of it durable and tells how far it is. Only when {@link #written}; called on a worker. */
    Future<Progress> sync() {
        return sink.sync().map(this::progress);
    }

    /** The same where nothing will follow. */
    Future<Progress> end() {
        return failure == null ? sink.end().map(this::progress) : sync();
    }

    /** Why nothing more is written, if so. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    long received() {
        return received;
    }

    private Progress progress(Draft draft) {
        // After a failed write the hash has seen bytes that the object doesn't have.
        var reliable = failure == null ? hash : null;
        return new Progress(draft, reliable == null ? null : reliable.state());
    }

    private void work() {
        while (true) {
            Buffer next;
            Promise<Void> waiting = null;
            synchronized (this) {
                next = queue.poll();
                if (next == null) {
                    running = false;
                    waiting = idle;
                    idle = null;
                }
            }
            if (next == null) {
                if (waiting != null) {
                    settle(waiting);
                }
                return;
            }
            var step = failure == null ? attempt(next) : Future.<Void>succeededFuture();
            if (!step.isComplete()) {
                var bytes = next.length();
                step.onComplete(done -> {
                    finishStep(bytes, done.cause());
                    workers.execute(this::work);
                });
                return;
            }
            finishStep(next.length(), step.cause());
        }
    }

    /** Takes what a sink throws for a failure of the write, or whoever waits for the end would wait forever. */
    private Future<Void> attempt(Buffer bytes) {
        try {
            return take(bytes);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Void> take(Buffer bytes) {
        if (hash != null) {
            hash.update(bytes);
        }
        return sink.write(bytes).compose(done -> {
            var total = received + bytes.length(); // only ever written here, by one worker at a time
            received = total;
            return checkpointIfDue();
        });
    }

    private Future<Void> checkpointIfDue() {
        if (System.nanoTime() - checkpointed < checkpointNanos) {
            return Future.succeededFuture();
        }
        checkpointed = System.nanoTime();
        return sync().compose(checkpoints::at)
                .compose(goOn -> goOn ? Future.succeededFuture() : Future.failedFuture(new Overtaken()));
    }

    private void finishStep(int bytes, @Nullable Throwable cause) {
        if (cause != null && failure == null) {
            failure = cause;
        }
        held.addAndGet(-bytes);
        memory.give(bytes);
        if (hasRoom()) {
            onRoom.run();
        }
    }

    private void settle(Promise<Void> promise) {
        var cause = failure;
        if (cause == null) {
            promise.complete();
        } else {
            promise.fail(cause);
        }
    }
}
