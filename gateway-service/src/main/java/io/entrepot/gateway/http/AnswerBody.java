package io.entrepot.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * An answer on its way to the client, never faster than the client takes it. Nothing is sent before its first bytes are
 * there or it has ended: until then the request can still be answered otherwise, and a small answer is one write.
 */
final class AnswerBody {
    private final HttpClientResponse answer;
    private final HttpServerResponse response;
    private final Promise<Void> sent = Promise.promise();
    private final long length;
    private long received;
    private boolean begun;

    AnswerBody(HttpClientResponse answer, HttpServerResponse response) {
        this.answer = answer;
        this.response = response;
        var announced = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        this.length = announced == null ? -1 : Long.parseLong(announced);
    }

    /** Ends when all of it was handed over; fails when the service broke off. */
    Future<Void> send() {
        answer.exceptionHandler(sent::tryFail);
        answer.handler(this::receive);
        answer.endHandler(end -> finish());
        return sent.future();
    }

    private void receive(Buffer chunk) {
        received += chunk.length();
        if (received == length) {
            begin();
            response.end(chunk);
            sent.tryComplete();
            return;
        }
        if (!begun) {
            begin();
            response.setChunked(length < 0);
            response.drainHandler(room -> answer.resume());
        }
        response.write(chunk);
        if (response.writeQueueFull()) {
            answer.pause();
        }
    }

    private void finish() {
        if (!response.ended()) {
            begin();
            response.end();
            sent.tryComplete();
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            response.setStatusCode(answer.statusCode());
            EndToEnd.answer(answer.headers(), response.headers());
        }
    }
}
