package io.entrepot.kit.rest;

import io.entrepot.model.OciError;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The framework answers OPTIONS by itself, to anybody, before a resource can ask who it is. Nobody needs the answer. */
class NoOptions {
    @ServerRequestFilter(preMatching = true)
    void refuse(HttpServerRequest request) {
        if (request.method().name().equals("OPTIONS")) {
            throw OciError.UNSUPPORTED
                    .because("this path does not answer that method")
                    .with(Map.of("Allow", "GET, HEAD, POST, PUT, DELETE"));
        }
    }
}
