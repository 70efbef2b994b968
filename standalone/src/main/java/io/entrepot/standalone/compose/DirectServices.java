package io.entrepot.standalone.compose;

import io.entrepot.gateway.Services;
import io.entrepot.kit.http.RouteTable;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;

/** The services' own routes are in this process. */
@ApplicationScoped
class DirectServices implements Services {
    @Override
    public void addTo(RouteTable table) {
        // They add themselves.
    }

    @Override
    public void addTo(Router router) {
        // They add themselves.
    }
}
