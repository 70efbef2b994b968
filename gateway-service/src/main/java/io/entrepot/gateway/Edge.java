package io.entrepot.gateway;

import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

/** The ping (end-1). */
@ApplicationScoped
public class Edge implements RegistryRoutes {
    private static final Buffer EMPTY_OBJECT = Buffer.buffer("{}");

    @Override
    public void addTo(RouteTable table) {
        table.on(
                RouteKind.BASE,
                HttpMethod.GET,
                request -> request.answer(200)
                        .header(Headers.CONTENT_TYPE, Headers.JSON)
                        .end(EMPTY_OBJECT));
    }
}
