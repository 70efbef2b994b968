package io.entrepot.blob.pull;

import io.entrepot.blob.store.ReadableBlob;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Several ranges of one blob as {@code multipart/byteranges} (RFC 9110, section 14.6). Its length is known before the
 * first byte; parts are read piece by piece as fast as the client takes them.
 */
final class MultipartRanges {
    private static final int PIECE = 128 << 10;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final ReadableBlob blob;
    private final long size;
    private final List<ByteRange> ranges;
    private final String boundary = UUID.randomUUID().toString().replace("-", "");

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
        part(response, 0).onComplete(sent -> {
            if (sent.succeeded()) {
                done.tryComplete();
            } else {
                done.tryFail(sent.cause());
            }
        });
        return done.future();
    }

    private Future<Void> part(HttpServerResponse response, int index) {
        if (index == ranges.size()) {
            return response.end(Buffer.buffer(closing()));
        }
        var range = ranges.get(index);
        var head = Buffer.buffer(head(range));
        return piece(response, head, range.start(), range.end() + 1).compose(sent -> part(response, index + 1));
    }

    /** Sends what is pending together with the next piece, and the rest after it. */
    private Future<Void> piece(HttpServerResponse response, Buffer pending, long offset, long end) {
        if (offset == end) {
            return write(response, pending.appendBytes(LINE_END));
        }
        var length = (int) Math.min(PIECE, end - offset);
        return blob.read(offset, length).compose(bytes -> {
            var whole = pending.appendBuffer(bytes);
            return offset + length == end
                    ? piece(response, whole, end, end)
                    : write(response, whole).compose(sent -> piece(response, Buffer.buffer(), offset + length, end));
        });
    }

    private static Future<Void> write(HttpServerResponse response, Buffer bytes) {
        response.write(bytes);
        if (!response.writeQueueFull()) {
            return Future.succeededFuture();
        }
        Promise<Void> room = Promise.promise();
        response.drainHandler(drained -> room.tryComplete());
        return room.future();
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
