package io.entrepot.kit.http;

import io.entrepot.model.OciError;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Refuses a request whose body doesn't come: of all requests but those of the Distribution API, whose bodies may be large
 * and have limits of their own. These are small and read whole, by the framework, which would wait for ever.
 */
@ApplicationScoped
class BodyDeadline {
    private final Vertx vertx;
    private final long limitMillis;
    private final ErrorAnswer errors;

    BodyDeadline(Vertx vertx, VertxHttpConfig http, ErrorAnswer errors) {
        this.vertx = vertx;
        this.limitMillis = http.readTimeout().toMillis();
        this.errors = errors;
    }

    void begin(HttpServerRequest request) {
        if (!mayHaveBody(request)) {
            return;
        }
        var timer = vertx.setTimer(limitMillis, late -> {
            if (!request.response().ended()) {
                errors.write(request, OciError.SIZE_INVALID.because(408, "the body did not come"));
            }
        });
        request.end().onComplete(ended -> vertx.cancelTimer(timer));
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        var headers = request.headers();
        return request.version() == HttpVersion.HTTP_2
                || headers.contains(HttpHeaders.TRANSFER_ENCODING)
                || headers.contains(HttpHeaders.CONTENT_LENGTH);
    }
}
