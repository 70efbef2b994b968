package io.entrepot.kit.http;

import io.vertx.core.http.HttpMethod;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which handler answers which method of which route. */
public final class RouteTable {
    /** @param elsewhere whether another service decides who is let in */
    record Route(RegistryHandler handler, boolean elsewhere) {}

    private final Map<RouteKind, Map<HttpMethod, Route>> routes = new EnumMap<>(RouteKind.class);

    /** Registers a handler; one that answers GET is asked for HEAD too, and leaves the body out. */
    public RouteTable on(RouteKind kind, HttpMethod method, RegistryHandler handler) {
        return add(kind, method, new Route(handler, false));
    }

    /** Registers the way to another service, which asks itself who sent a request: asking twice costs twice. */
    public RouteTable through(RouteKind kind, HttpMethod method, RegistryHandler way) {
        return add(kind, method, new Route(way, true));
    }

    private RouteTable add(RouteKind kind, HttpMethod method, Route route) {
        put(kind, method, route);
        if (method.equals(HttpMethod.GET)) {
            put(kind, HttpMethod.HEAD, route);
        }
        return this;
    }

    private void put(RouteKind kind, HttpMethod method, Route route) {
        var before = routes.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(method, route);
        if (before != null) {
            throw new IllegalStateException("two handlers for " + method + " " + kind);
        }
    }

    @Nullable
    Route find(RouteKind kind, HttpMethod method) {
        return routes.getOrDefault(kind, Map.of()).get(method);
    }

    /** The methods of a route as an {@code Allow} header. */
    String allowed(RouteKind kind) {
        return String.join(
                ", ",
                routes.getOrDefault(kind, Map.of()).keySet().stream()
                        .map(HttpMethod::name)
                        .toList());
    }
}
