package io.entrepot.kit.http;

import io.vertx.core.http.HttpMethod;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which handler answers which method of which route. */
public final class RouteTable {
    private final Map<RouteKind, Map<HttpMethod, RegistryHandler>> handlers = new EnumMap<>(RouteKind.class);

    /** Registers a handler; one that answers GET is asked for HEAD too, and leaves the body out. */
    public RouteTable on(RouteKind kind, HttpMethod method, RegistryHandler handler) {
        add(kind, method, handler);
        if (method.equals(HttpMethod.GET)) {
            add(kind, HttpMethod.HEAD, handler);
        }
        return this;
    }

    private void add(RouteKind kind, HttpMethod method, RegistryHandler handler) {
        var before = handlers.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(method, handler);
        if (before != null) {
            throw new IllegalStateException("two handlers for " + method + " " + kind);
        }
    }

    @Nullable
    RegistryHandler find(RouteKind kind, HttpMethod method) {
        return handlers.getOrDefault(kind, Map.of()).get(method);
    }

    /** The methods of a route as an {@code Allow} header. */
    String allowed(RouteKind kind) {
        return String.join(
                ", ",
                handlers.getOrDefault(kind, Map.of()).keySet().stream()
                        .map(HttpMethod::name)
                        .toList());
    }
}
