package io.entrepot.kit.http;

import io.entrepot.model.OciError;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The answer to paths that nobody else has. */
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
    }
}
