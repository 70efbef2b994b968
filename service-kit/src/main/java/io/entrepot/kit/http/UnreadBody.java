package io.entrepot.kit.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * What remains of a request's body when it is answered early. A little is read and dropped, so that the connection
 * lives on; of more, only so much that the client gets to see the answer before the connection is closed (closing with
 * unread bytes would reset it, and the answer with it).
 */
final class UnreadBody {
    private static final long WORTH_READING = 1 << 20;
    private static final long GRACE_MILLIS = 2_000;

    private UnreadBody() {}

    static void letGo(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        var length = request.getHeader(Headers.CONTENT_LENGTH);
        var waits = request.getHeader("Expect") != null && !request.response().headWritten();
        if (waits || !isShort(length)) {
            request.response().putHeader("Connection", "close");
            var connection = request.connection();
            var context = io.vertx.core.Vertx.currentContext();
            if (context != null) {
                context.owner().setTimer(GRACE_MILLIS, timer -> connection.close());
            }
        }
        request.handler(dropped -> {});
        request.resume();
    }

    private static boolean isShort(@org.jspecify.annotations.Nullable String length) {
        if (length == null) {
            return false;
        }
        try {
            return Long.parseLong(length) <= WORTH_READING;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
