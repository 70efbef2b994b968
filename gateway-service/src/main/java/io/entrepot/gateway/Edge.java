package io.entrepot.gateway;

import io.entrepot.kit.http.ErrorAnswer;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.model.OciError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The ping (end-1), and the answer to paths that nobody else has. */
@ApplicationScoped
public class Edge implements RegistryRoutes {
    private static final Buffer EMPTY_OBJECT = Buffer.buffer("{}");

    private final ErrorAnswer errors;

    Edge(ErrorAnswer errors) {
        this.errors = errors;
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(
                RouteKind.BASE,
                HttpMethod.GET,
                request -> request.answer(200)
                        .header(Headers.CONTENT_TYPE, Headers.JSON)
                        .end(EMPTY_OBJECT));
    }

    void answerTheRest(@Observes Router router) {
        router.route()
                .order(Integer.MAX_VALUE)
                .handler(context -> errors.write(
                        context.request(), OciError.UNSUPPORTED.because(404, "nothing is served at this path")));
    }
}
