package io.entrepot.kit.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * What remains of a request's body when it is answered early. A little is read and dropped, so that the connection
 * lives on; of more, only so much that the client gets to see the answer before the connection is closed (closing with
 * unread bytes would reset it, and the answer with it).
 */
public final class UnreadBody {
    private static final long WORTH_READING = 1 << 20;
    private static final long GRACE_MILLIS = 2_000;
    private static final long NO_ERROR = 0;

    private UnreadBody() {}

    public static void letGo(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        var length = request.getHeader(Headers.CONTENT_LENGTH);
        var chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        var waits = request.getHeader("Expect") != null && !request.response().headWritten();
        if (waits || stalled(request) || !isShort(length, chunked)) {
            cutOff(request);
        }
        request.handler(dropped -> {});
        request.resume();
    }

    private static void cutOff(HttpServerRequest request) {
        var response = request.response();
        if (request.version() == HttpVersion.HTTP_2) {
            // The other requests of the connection go on (RFC 9113, section 8.1).
            response.endHandler(ended -> response.reset(NO_ERROR));
            return;
        }
        response.putHeader("Connection", "close");
        var connection = request.connection();
        var context = Vertx.currentContext();
        if (context != null) {
            context.owner().setTimer(GRACE_MILLIS, timer -> connection.close());
        }
    }

    /** Who was cut off for sending nothing is not waited for any longer (RFC 9110, section 15.5.9). */
    private static boolean stalled(HttpServerRequest request) {
        return request.response().getStatusCode() == 408;
    }

    private static boolean isShort(@Nullable String length, boolean chunked) {
        if (length == null) {
            return !chunked;
        }
        try {
            return Long.parseLong(length) <= WORTH_READING;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
