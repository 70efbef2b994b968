package io.entrepot.blob.pull;

import io.entrepot.blob.store.ReadableBlob;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Several ranges of one blob as {@code multipart/byteranges} (RFC 9110, section 14.6). Its length is known before the
 * first byte; parts are read piece by piece as fast as the client takes them. For one answer.
 */
final class MultipartRanges {
    private static final int PIECE = 128 << 10;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final ReadableBlob blob;
    private final long size;
    private final List<ByteRange> ranges;
    private final String boundary = UUID.randomUUID().toString().replace("-", "");
    private int index;
    private long sentOfRange;

    MultipartRanges(ReadableBlob blob, long size, List<ByteRange> ranges) {
        this.blob = blob;
        this.size = size;
        this.ranges = ranges;
    }

    String contentType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    long contentLength() {
        var length = (long) closing().length;
        for (var range : ranges) {
            length += head(range).length + range.length() + LINE_END.length;
        }
        return length;
    }

    Future<Void> sendAsEnd(HttpServerResponse response) {
        Promise<Void> done = Promise.promise();
        response.closeHandler(closed -> done.tryFail("the client went away"));
        advance(response, done);
        return done.future();
    }

    /** Sends until it has to wait, and later goes on from there: neither a stack nor a chain of futures grows meanwhile. */
    private void advance(HttpServerResponse response, Promise<Void> done) {
        while (!done.future().isComplete()) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> {
                    response.drainHandler(null); // or it might come again in the middle of a write below
                    advance(response, done);
                });
                return;
            }
            if (index == ranges.size()) {
                response.end(Buffer.buffer(closing())).onComplete(sent -> conclude(sent, done));
                return;
            }
            var range = ranges.get(index);
            var length = (int) Math.min(PIECE, range.length() - sentOfRange);
            var read = blob.read(range.start() + sentOfRange, length);
            if (!read.isComplete()) {
                read.onSuccess(bytes -> {
                            send(response, range, bytes);
                            advance(response, done);
                        })
                        .onFailure(done::tryFail);
                return;
            }
            if (read.failed()) {
                done.tryFail(read.cause());
                return;
            }
            send(response, range, read.result());
        }
    }

    private void send(HttpServerResponse response, ByteRange range, Buffer bytes) {
        var out = Buffer.buffer();
        if (sentOfRange == 0) {
            out.appendBytes(head(range));
        }
        out.appendBuffer(bytes);
        sentOfRange += bytes.length();
        if (sentOfRange == range.length()) {
            out.appendBytes(LINE_END);
            sentOfRange = 0;
            index++;
        }
        response.write(out);
    }

    private static void conclude(AsyncResult<Void> sent, Promise<Void> done) {
        if (sent.succeeded()) {
            done.tryComplete();
        } else {
            done.tryFail(sent.cause());
        }
    }

    private byte[] head(ByteRange range) {
        return ("--" + boundary + "\r\nContent-Type: application/octet-stream\r\nContent-Range: "
                        + range.contentRange(size) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] closing() {
        return ("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
