package io.entrepot.blob.upload;

import io.entrepot.blob.store.BlobWorkers;
import io.entrepot.kit.http.BodyReader;
import io.entrepot.kit.http.Continue;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.StallTimer;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of an upload request: first collected while it is small, then poured into an {@link Intake} with
 * back-pressure. Lives on the request's event loop.
 */
final class UploadBody {
    private final HttpServerRequest http;
    private final String client;
    private final UploadMemory memory;
    private final Context context;
    private final StallTimer stall;
    private final long announced;
    private Buffer collected = Buffer.buffer();
    private long length;
    private boolean ended;
    private @Nullable Intake intake;
    private @Nullable Throwable broken;
    private @Nullable Promise<Void> waiting;
    private long collectLimit;
    private long expected = -1;
    private long most;
    private boolean started;
    private boolean malformed;

    /**
     * @param client who sends it
     * @param most bytes of the largest blob that is taken
     */
    UploadBody(
            RegistryRequest request, String client, Vertx vertx, UploadMemory memory, Duration stallLimit, long most) {
        this.http = request.http();
        this.client = client;
        this.memory = memory;
        this.most = most;
        this.context = Objects.requireNonNull(Vertx.currentContext());
        this.announced = BodyReader.contentLength(request.header(Headers.CONTENT_LENGTH));
        if (announced > most) {
            throw tooLarge();
        }
        this.stall = new StallTimer(
                vertx,
                stallLimit,
                () -> breakOff(
                        OciError.BLOB_UPLOAD_INVALID.because(408, "the body stalled; the upload can be resumed")));
        http.exceptionHandler(cause -> breakOff(BodyReader.brokenOff()));
        http.endHandler(end -> end());
        http.handler(this::receive);
    }

    /** The announced length; -1 where none is. */
    long announced() {
        return announced;
    }

    String client() {
        return client;
    }

    /** Fails the body as soon as it has another length than its range. */
    void expect(ContentRange range) {
        if (announced >= 0 && announced != range.length()) {
            throw OciError.SIZE_INVALID.because("Content-Length and Content-Range disagree");
        }
        if (range.end() >= most) {
            throw tooLarge();
        }
        expected = range.length();
    }

    /** Whether it may still become a blob behind bytes that were received before; if so, it fails once it can't. */
    boolean fitsBehind(long received) {
        most -= received;
        return Math.max(announced, length) <= most;
    }

    static OciException tooLarge() {
        return OciError.SIZE_INVALID.because(413, "the blob is larger than this registry takes");
    }

    /** Collects until the body has ended or exceeds the limit; {@link #isWhole} then tells which. */
    Future<Void> collect(int limit) {
        collectLimit = limit;
        Promise<Void> promise = Promise.promise();
        waiting = promise;
        start();
        return promise.future();
    }

    boolean isWhole() {
        return ended && broken == null;
    }

    /** What was collected. */
    Buffer collected() {
        return collected;
    }

    /** Pours what was collected and the rest of the body; ends when all of it was written, or when it broke off. */
    Future<Void> pour(Intake target) {
        intake = target;
        target.onRoom(() -> context.runOnContext(room -> resumeIfRoom()));
        var first = collected;
        collected = Buffer.buffer();
        memory.give(first.length());
        if (first.length() > 0) {
            target.offer(first);
        }
        Promise<Void> promise = Promise.promise();
        waiting = promise;
        if (ended || broken != null) {
            finish();
        } else {
            start();
        }
        return promise.future();
    }

    private void start() {
        if (!started) {
            started = true;
            Continue.send(http);
        }
        stall.excuse(false);
        http.resume();
    }

    /** Whether nothing of the body counts, because it contradicts its own Content-Range or is too large. */
    boolean isMalformed() {
        return malformed;
    }

    /** Lets go of timers and memory; to be called whatever happened. */
    void close() {
        stall.stop();
        memory.give(collected.length());
        collected = Buffer.buffer();
    }

    private void receive(Buffer chunk) {
        stall.progress();
        length += chunk.length();
        if (length > most) {
            malformed = true;
            breakOff(tooLarge());
            return;
        }
        if (expected >= 0 && length > expected) {
            malformed = true;
            breakOff(OciError.SIZE_INVALID.because("the body is longer than its Content-Range"));
            return;
        }
        if (broken != null) {
            return;
        }
        var target = intake;
        if (target != null) {
            var failure = target.failure();
            if (failure != null) {
                breakOff(failure);
                return;
            }
            target.offer(chunk);
            if (target.isFull()) {
                http.pause();
                stall.excuse(true);
            }
            return;
        }
        collected.appendBuffer(chunk);
        memory.take(chunk.length());
        if (collected.length() > collectLimit || memory.isScarce()) {
            http.pause();
            stall.excuse(true);
            finish();
        }
    }

    private void resumeIfRoom() {
        var target = intake;
        if (target != null && target.hasRoom() && !ended && broken == null) {
            stall.excuse(false);
            http.resume();
        }
    }

    private void end() {
        ended = true;
        if (expected >= 0 && length != expected && broken == null) {
            malformed = true;
            broken = OciError.SIZE_INVALID.because("the body is shorter than its Content-Range");
        }
        finish();
    }

    private void breakOff(Throwable cause) {
        if (!ended && broken == null) {
            broken = cause;
            http.pause();
            finish();
        }
    }

    private void finish() {
        var promise = waiting;
        if (promise == null) {
            return;
        }
        waiting = null;
        stall.excuse(true);
        var target = intake;
        if (target == null) {
            if (broken != null) {
                promise.fail(broken);
            } else {
                promise.complete();
            }
            return;
        }
        target.written()
                .onComplete(written -> BlobWorkers.onContext(context, () -> {
                    var cause = written.failed() ? written.cause() : broken;
                    if (cause == null) {
                        promise.complete();
                    } else {
                        promise.fail(cause);
                    }
                }));
    }
}
