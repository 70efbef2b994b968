package io.entrepot.gateway;

import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The ping (end-1), and the way to everything else. */
@ApplicationScoped
public class Edge implements RegistryRoutes {
    private static final Buffer EMPTY_OBJECT = Buffer.buffer("{}");

    private final Services services;

    Edge(Services services) {
        this.services = services;
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(
                RouteKind.BASE,
                HttpMethod.GET,
                request -> request.answer(200)
                        .header(Headers.CONTENT_TYPE, Headers.JSON)
                        .end(EMPTY_OBJECT));
        services.addTo(table);
    }

    void mount(@Observes Router router) {
        services.addTo(router);
    }
}
