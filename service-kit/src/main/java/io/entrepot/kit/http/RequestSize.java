package io.entrepot.kit.http;

import io.entrepot.model.OciError;
import io.vertx.core.http.HttpServerRequest;

/** How long the head of a request may be. */
final class RequestSize {
    private static final int LONGEST_TARGET = 16 << 10;
    /** Clients that pull lazily name a thousand ranges at once, in one header of 64 KiB. */
    private static final int MOST_HEADER_CHARACTERS = 80 << 10;

    private RequestSize() {}

    static void check(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_TARGET) {
            throw OciError.UNSUPPORTED.because(414, "the path with its query is longer than 16 KiB");
        }
        var characters = 0;
        for (var header : request.headers()) {
            characters += header.getKey().length() + header.getValue().length();
        }
        if (characters > MOST_HEADER_CHARACTERS) {
            throw OciError.UNSUPPORTED.because(431, "the headers have more than 80 KiB");
        }
    }
}
