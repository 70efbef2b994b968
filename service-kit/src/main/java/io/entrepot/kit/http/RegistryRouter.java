package io.entrepot.kit.http;

import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The front of {@code /v2/}: parses the path, finds the handler, and turns every failure into the specification's
 * error format. It stands before all of the framework's own routes, whose limits and HTML answers don't fit.
 */
@ApplicationScoped
public class RegistryRouter {
    private final RouteTable table = new RouteTable();
    private final List<PushGate> gates;
    private final List<RequestLimit> limits;
    private final Admission admission;
    private final boolean open;
    private final ErrorAnswer errors;
    private final RequestMeters meters;
    private final BodyDeadline bodies;

    RegistryRouter(
            @Any Instance<RegistryRoutes> modules,
            @Any Instance<PushGate> gates,
            @Any Instance<RequestLimit> limits,
            Admission admission,
            ErrorAnswer errors,
            RequestMeters meters,
            BodyDeadline bodies) {
        this.meters = meters;
        this.bodies = bodies;
        modules.forEach(module -> module.addTo(table));
        this.gates = gates.stream().toList();
        this.limits = limits.stream().filter(RequestLimit::isSet).toList();
        this.admission = admission;
        this.open = admission.isOpen();
        this.errors = errors;
    }

    void mount(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            var request = context.request();
            HeadDeadline.met(request);
            if (hasBodyOfUnknownCoding(request)) {
                errors.writeAndHangUp(
                        request,
                        OciError.UNSUPPORTED.because(400, "of all transfer codings only chunked is understood"));
            } else if (isServed(request.path())) {
                serve(request);
            } else {
                passOn(context);
            }
        });
    }

    private void passOn(RoutingContext context) {
        try {
            RequestHead.check(context.request());
        } catch (OciException refused) {
            errors.write(context.request(), refused);
            return;
        }
        bodies.begin(context.request());
        context.next();
    }

    private static boolean isServed(String path) {
        return path.startsWith("/v2") && (path.length() == 3 || path.charAt(3) == '/');
    }

    private void serve(HttpServerRequest request) {
        var begun = System.nanoTime();
        RouteKind route = null;
        Future<Void> answered;
        try {
            RequestHead.check(request);
            var path = parse(request);
            route = path.kind();
            answered = limits.isEmpty() ? dispatch(request, path) : dispatchWithinLimits(request, path);
        } catch (RuntimeException e) {
            answered = Future.failedFuture(e);
        }
        end(request, answered, route, begun);
    }

    private void end(HttpServerRequest request, Future<Void> answered, @Nullable RouteKind route, long begun) {
        answered.onComplete(done -> {
            if (done.failed()) {
                errors.write(request, done.cause());
            } else if (!request.isEnded()) {
                // Nobody wanted the body; the next request on this connection waits behind it.
                request.handler(dropped -> {}).resume();
            }
            meters.answered(route, request.method(), request.response().getStatusCode(), System.nanoTime() - begun);
        });
    }

    private Future<Void> dispatchWithinLimits(HttpServerRequest request, RegistryPath path) {
        var entered = new ArrayDeque<Runnable>();
        try {
            limits.forEach(limit -> entered.push(limit.enter(request)));
            return dispatch(request, path).onComplete(done -> entered.forEach(Runnable::run));
        } catch (RuntimeException e) {
            entered.forEach(Runnable::run);
            throw e;
        }
    }

    /** Such a body would be taken for none, and its bytes for the next request (RFC 9112, section 6.3). */
    private static boolean hasBodyOfUnknownCoding(HttpServerRequest request) {
        var coding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
        return coding != null && !coding.equalsIgnoreCase("chunked");
    }

    private static RegistryPath parse(HttpServerRequest request) {
        var path = RegistryPath.parse(request.path());
        if (path == null) {
            throw OciError.NAME_UNKNOWN.because("no such path in the Distribution API");
        }
        return path;
    }

    private Future<Void> dispatch(HttpServerRequest http, RegistryPath path) {
        var method = http.method();
        var route = table.find(path.kind(), method);
        if (route == null) {
            throw notServed(path.kind());
        }
        var handler = route.handler();
        var unasked = open || route.elsewhere();
        var request = new RegistryRequest(http, path);
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return unasked ? handler.handle(request) : admit(request).compose(handler::handle);
        }
        http.pause();
        return unasked ? push(handler, request) : admit(request).compose(known -> push(handler, known));
    }

    private Future<RegistryRequest> admit(RegistryRequest request) {
        return admission.admit(request).map(request::of);
    }

    private Future<Void> push(RegistryHandler handler, RegistryRequest request) {
        refuseWhileClosed(request.http().method());
        RequestId.keep(request.http());
        meters.pushBegun();
        return handler.handle(request).onComplete(done -> meters.pushEnded());
    }

    private OciException notServed(RouteKind kind) {
        var allowed = table.allowed(kind);
        return allowed.isEmpty()
                ? OciError.UNSUPPORTED.because(404, "another service answers this path")
                : OciError.UNSUPPORTED
                        .because("this path does not answer that method")
                        .with(Map.of("Allow", allowed));
    }

    private void refuseWhileClosed(HttpMethod method) {
        var deletes = method.equals(HttpMethod.DELETE);
        for (var gate : gates) {
            var reason = gate.closed();
            if (reason != null && (!deletes || gate.closesDeletes())) {
                throw OciError.UNAVAILABLE.because(reason).with(Map.of("Retry-After", "30"));
            }
        }
    }
}
