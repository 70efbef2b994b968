package io.entrepot.kit.http;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How many requests were answered how, how long that took, and how many pushes are under way. Labels have few values, and
 * what is counted on the way of every request are plain adders: a meter of the registry's own would cost more than a pull.
 */
@Singleton
class RequestMeters {
    /** The last one stands for all others. */
    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE);

    private static final List<String> METHOD_NAMES = List.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "other");
    private static final int STATUS_CLASSES = 6;
    private static final List<RouteKind> ROUTES = List.of(RouteKind.values());

    private final MeterRegistry registry;
    private final LongAdder pushes = new LongAdder();
    private final AtomicReferenceArray<@Nullable Cell> cells =
            new AtomicReferenceArray<>((ROUTES.size() + 1) * METHOD_NAMES.size() * STATUS_CLASSES);

    private static final class Cell {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();
    }

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("entrepot.pushes.under.way", pushes, LongAdder::sum)
                .description("requests under way that change something")
                .register(registry);
    }

    void pushBegun() {
        pushes.increment();
    }

    void pushEnded() {
        pushes.decrement();
    }

    /** Notes an answer; {@code route} is null where the path was none of the API. */
    void answered(@Nullable RouteKind route, HttpMethod method, int status, long nanos) {
        var routeIndex = route == null ? ROUTES.size() : ROUTES.indexOf(route);
        var known = METHODS.indexOf(method);
        var methodIndex = known < 0 ? METHODS.size() : known;
        var statusClass = Math.clamp(status / 100, 0, STATUS_CLASSES - 1);
        var index = (routeIndex * METHOD_NAMES.size() + methodIndex) * STATUS_CLASSES + statusClass;
        var cell = cells.get(index);
        if (cell == null) {
            cell = open(index, route, METHOD_NAMES.get(methodIndex), statusClass);
        }
        cell.count.increment();
        cell.nanos.add(nanos);
    }

    private synchronized Cell open(int index, @Nullable RouteKind route, String method, int statusClass) {
        var opened = cells.get(index);
        if (opened != null) {
            return opened;
        }
        var cell = new Cell();
        FunctionTimer.builder("entrepot.requests", cell, c -> c.count.sum(), c -> c.nanos.sum(), TimeUnit.NANOSECONDS)
                .description("requests of the Distribution API and the time to their answers")
                .tag("route", route == null ? "none" : route.name().toLowerCase(Locale.ROOT))
                .tag("method", method)
                .tag("status", statusClass + "xx")
                .register(registry);
        cells.set(index, cell);
        return cell;
    }
}
