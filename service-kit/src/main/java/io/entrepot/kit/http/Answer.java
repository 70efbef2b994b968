package io.entrepot.kit.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** An answer being put together. A HEAD request gets the headers of the GET and no body. */
public final class Answer {
    private final HttpServerResponse response;
    private final boolean head;

    Answer(HttpServerResponse response, boolean head, int status) {
        this.response = response.setStatusCode(status);
        this.head = head;
        response.putHeader(Headers.API_VERSION, Headers.REGISTRY_2_0);
    }

    public Answer header(CharSequence name, CharSequence value) {
        response.putHeader(name, value);
        return this;
    }

    /** Ends without a body. */
    public Future<Void> end() {
        if (response.getStatusCode() != 204 && response.getStatusCode() != 304) {
            response.putHeader(Headers.CONTENT_LENGTH, Headers.ZERO);
        }
        return response.end();
    }

    public Future<Void> end(Buffer body) {
        response.putHeader(Headers.CONTENT_LENGTH, Integer.toString(body.length()));
        return head ? response.end() : response.end(body);
    }
}
