package io.entrepot.kit.stop;

import io.quarkus.runtime.shutdown.ShutdownConfig;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way from being told to stop to the end. First the process only says that it isn't ready, so that balancers look
 * elsewhere; requests that still come are served, and the framework closes their connections. After the notice new
 * requests are turned away, while those under way go on, so that stopping comes to an end. The routes are exchanged at
 * that moment; until then this costs a request nothing.
 */
@ApplicationScoped
public class Stopping {

    private static final AtomicReference<@Nullable Stopping> CURRENT = new AtomicReference<>();

    private static final String BODY =
            "{\"errors\":[{\"code\":\"UNAVAILABLE\",\"message\":\"the registry is stopping\",\"detail\":null}]}";

    private final Duration notice;
    private volatile @Nullable Router router;
    private volatile boolean begun;

    Stopping(ShutdownConfig config) {
        this.notice = config.delay().orElse(Duration.ZERO);
    }

    void watch(@Observes Router mainRouter) {
        router = mainRouter;
        CURRENT.set(this);
    }

    /** Whether the process was told to stop. */
    public boolean begun() {
        return begun;
    }

    /** The one of this process; null before the application takes requests. For what runs outside of the application. */
    static @Nullable Stopping current() {
        return CURRENT.get();
    }

    /** How long requests are still served once stopping has begun. */
    Duration notice() {
        return notice;
    }

    void begin() {
        begun = true;
    }

    void turnAway() {
        var routes = router;
        if (routes != null) {
            routes.clear();
            routes.route()
                    .handler(context -> context.response()
                            .setStatusCode(503)
                            .putHeader("Retry-After", "5")
                            .putHeader("Content-Type", "application/json")
                            .end(BODY));
        }
    }
}
