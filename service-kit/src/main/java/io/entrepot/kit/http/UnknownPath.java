package io.entrepot.kit.http;

import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The answer to paths that nobody else has, and to requests that are too malformed to be routed. */
@ApplicationScoped
class UnknownPath {
    private final ErrorAnswer errors;

    UnknownPath(ErrorAnswer errors) {
        this.errors = errors;
    }

    void mount(@Observes Router router) {
        router.route()
                .order(Integer.MAX_VALUE)
                .handler(context -> errors.write(
                        context.request(), OciError.UNSUPPORTED.because(404, "nothing is served at this path")));
        router.route().order(Integer.MAX_VALUE - 1).failureHandler(this::refuse);
        router.errorHandler(400, context -> errors.write(context.request(), malformed(400)));
        router.errorHandler(404, context -> errors.write(context.request(), malformed(404)));
    }

    /** What the framework refuses by itself, such as a request without a Host; it has no words of ours for it. */
    private void refuse(RoutingContext context) {
        var status = context.statusCode();
        var failure = context.failure();
        errors.write(context.request(), failure == null || status < 500 ? malformed(status) : failure);
    }

    private static OciException malformed(int status) {
        return OciError.UNSUPPORTED.because(status, "the request is malformed");
    }
}
