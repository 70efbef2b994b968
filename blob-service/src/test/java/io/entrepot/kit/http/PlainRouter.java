package io.entrepot.kit.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Routes on a server of Vert.x alone. */
public final class PlainRouter {
    private static final TrustedProxies NOBODY = new TrustedProxies(Optional::empty);

    private final RouteTable table = new RouteTable();
    private final ErrorAnswer errors = new ErrorAnswer(NOBODY);

    public PlainRouter(List<RegistryRoutes> modules) {
        modules.forEach(module -> module.addTo(table));
    }

    public static TrustedProxies nobody() {
        return NOBODY;
    }

    public void serve(HttpServerRequest request) {
        Future<Void> answered;
        try {
            answered = dispatch(request);
        } catch (RuntimeException e) {
            answered = Future.failedFuture(e);
        }
        answered.onFailure(failure -> errors.write(request, failure));
    }

    private Future<Void> dispatch(HttpServerRequest request) {
        var path = Objects.requireNonNull(RegistryPath.parse(request.path()));
        if (!request.method().equals(HttpMethod.GET)) {
            request.pause();
        }
        return Objects.requireNonNull(table.find(path.kind(), request.method()))
                .handler()
                .handle(new RegistryRequest(request, path));
    }
}
