package io.entrepot.gateway.http;

import io.entrepot.kit.http.UnreadBody;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on its way to a service: not read before the service wants it, and never faster than the service
 * takes it. Framed as it came, by its length or in chunks; over HTTP/2 a body needs neither.
 */
final class RequestBody {
    private final HttpServerRequest request;
    private final @Nullable String length;
    private final boolean chunked;
    /** Its first bytes or its end will tell whether there is one. */
    private final boolean unframed;

    private final boolean expectsContinue;
    private final long announced;
    private long forwarded;
    private boolean ended;

    RequestBody(HttpServerRequest request) {
        var headers = request.headers();
        var mayHaveBody =
                !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD);
        this.request = request;
        this.length = mayHaveBody ? headers.get(HttpHeaders.CONTENT_LENGTH) : null;
        this.chunked = mayHaveBody && headers.contains(HttpHeaders.TRANSFER_ENCODING);
        this.unframed = mayHaveBody && length == null && request.version() == HttpVersion.HTTP_2;
        this.announced = length == null ? -1 : Long.parseLong(length);
        this.expectsContinue = isPresent() && "100-continue".equalsIgnoreCase(headers.get("Expect"));
    }

    /** Whether there is one, or may be. */
    boolean isPresent() {
        return chunked || unframed || announced > 0;
    }

    /** Whether some of it was sent on, so that it can't be sent once more. */
    boolean hasBegun() {
        return forwarded > 0;
    }

    /** Whether the service has all of it. */
    boolean isWhole() {
        return !isPresent() || ended || forwarded == announced;
    }

    /** Sends the request with this body; {@code sent} is called when the service has all of it. */
    void sendWith(HttpClientRequest outgoing, Runnable sent) {
        if (length != null) {
            outgoing.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        if (!isPresent()) {
            outgoing.end();
            sent.run();
            return;
        }
        outgoing.setChunked(chunked);
        if (expectsContinue) {
            outgoing.putHeader(HttpHeaders.EXPECT, HttpHeaders.CONTINUE);
            outgoing.continueHandler(wanted -> {
                request.response().writeContinue();
                pour(outgoing, sent);
            });
            outgoing.sendHead();
            return;
        }
        pour(outgoing, sent);
        if (!hasBegun() && !unframed) {
            outgoing.sendHead(); // the service shall see now, and may refuse, what the client is slow to fill
        }
    }

    private void pour(HttpClientRequest outgoing, Runnable sent) {
        outgoing.drainHandler(room -> proceed());
        request.handler(chunk -> {
            if (unframed && !hasBegun()) {
                outgoing.setChunked(true);
            }
            forwarded += chunk.length();
            outgoing.write(chunk);
            if (outgoing.writeQueueFull()) {
                request.pause();
            }
        });
        request.endHandler(end -> {
            ended = true;
            outgoing.end();
            sent.run();
        });
        request.resume();
    }

    private void proceed() {
        if (!ended) { // over HTTP/2 that would be an error
            request.resume();
        }
    }

    /** Called when the answer is there: of a body that the service didn't wait for, no more is sent on. */
    void answered() {
        if (isWhole()) {
            proceed(); // its end may still wait behind a pause
        } else {
            UnreadBody.letGo(request);
        }
    }
}
