package io.entrepot.standalone;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * While the registry stops, requests under way go on and new ones are turned away, so that stopping comes to an end.
 * The routes are exchanged at that moment; until then this costs a request nothing.
 */
@ApplicationScoped
class Draining {

    private static final AtomicReference<@Nullable Router> ROUTER = new AtomicReference<>();

    private static final String BODY =
            "{\"errors\":[{\"code\":\"UNAVAILABLE\",\"message\":\"the registry is stopping\",\"detail\":null}]}";

    /** Called from outside of the application, whose start may not have come that far. */
    static void begin() {
        var router = ROUTER.get();
        if (router != null) {
            turnAway(router);
        }
    }

    void watch(@Observes Router router) {
        ROUTER.set(router);
    }

    private static void turnAway(Router router) {
        router.clear();
        router.route()
                .handler(context -> context.response()
                        .setStatusCode(503)
                        .putHeader("Retry-After", "5")
                        .putHeader("Content-Type", "application/json")
                        .end(BODY));
    }
}
