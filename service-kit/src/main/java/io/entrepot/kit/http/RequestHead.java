package io.entrepot.kit.http;

import io.entrepot.model.OciError;
import io.vertx.core.http.HttpServerRequest;

/** What the head of a request has to be like before anything looks at it. */
final class RequestHead {
    private static final String HOST = "Host";
    private static final int LONGEST_TARGET = 16 << 10;
    /** Clients that pull lazily name a thousand ranges at once, in one header of 64 KiB. */
    private static final int MOST_HEADER_CHARACTERS = 80 << 10;

    private RequestHead() {}

    static void check(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_TARGET) {
            throw OciError.UNSUPPORTED.because(414, "the path with its query is longer than 16 KiB");
        }
        var characters = 0;
        var hosts = 0;
        for (var header : request.headers()) {
            hosts += header.getKey().equalsIgnoreCase(HOST) ? 1 : 0;
            characters += header.getKey().length() + header.getValue().length();
        }
        if (characters > MOST_HEADER_CHARACTERS) {
            throw OciError.UNSUPPORTED.because(431, "the headers have more than 80 KiB");
        }
        if (hosts > 1) {
            throw OciError.UNSUPPORTED.because(400, "the request names more than one Host"); // RFC 9112, section 3.2
        }
    }
}
