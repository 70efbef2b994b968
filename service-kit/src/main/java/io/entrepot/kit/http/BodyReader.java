package io.entrepot.kit.http;

import io.entrepot.model.OciError;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a small body whole into memory, within a limit of bytes and one of patience. */
public final class BodyReader {
    private final Vertx vertx;
    private final Duration stallLimit;

    public BodyReader(Vertx vertx, Duration stallLimit) {
        this.vertx = vertx;
        this.stallLimit = stallLimit;
    }

    /**
     * The whole body. Fails with {@code SIZE_INVALID} and 413 once it exceeds the limit, by its announced length
     * already where it has one, and with 408 when no byte came for as long as the stall limit.
     */
    public Future<Buffer> read(HttpServerRequest http, int limit) {
        var announced = contentLength(http.getHeader(Headers.CONTENT_LENGTH));
        if (announced > limit) {
            return Future.failedFuture(tooLarge(limit));
        }
        Promise<Buffer> whole = Promise.promise();
        var collected = Buffer.buffer(announced > 0 ? (int) announced : 1024);
        var stalled = new StallTimer(
                vertx, stallLimit, () -> whole.tryFail(OciError.SIZE_INVALID.because(408, "the body stalled")));
        http.exceptionHandler(cause -> whole.tryFail(brokenOff()));
        http.handler(chunk -> {
            stalled.progress();
            if (collected.length() + chunk.length() > limit) {
                http.pause();
                whole.tryFail(tooLarge(limit));
            } else if (!whole.future().isComplete()) {
                collected.appendBuffer(chunk);
            }
        });
        http.endHandler(end -> whole.tryComplete(collected));
        Continue.send(http);
        http.resume();
        return whole.future().onComplete(done -> stalled.stop());
    }

    /** The announced length; -1 where none is. */
    public static long contentLength(@Nullable String header) {
        if (header == null) {
            return -1;
        }
        try {
            return Long.parseLong(header);
        } catch (NumberFormatException e) {
            throw OciError.SIZE_INVALID.because("Content-Length is no number");
        }
    }

    /** Why a body that ended by an error of its connection, or of its framing, is not there: none of them is our fault. */
    public static RuntimeException brokenOff() {
        return OciError.SIZE_INVALID.because("the body broke off");
    }

    private static RuntimeException tooLarge(int limit) {
        return OciError.SIZE_INVALID.because(413, "the body is larger than " + limit + " bytes");
    }
}
