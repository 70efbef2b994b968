package io.entrepot.gateway;

import io.entrepot.kit.http.RouteTable;
import io.vertx.ext.web.Router;

/** The services behind the edge. Where they are in the same process their own routes answer, and nothing is added. */
public interface Services {
    /** Adds every route of the Distribution API that a service answers. */
    void addTo(RouteTable table);

    /** Adds the management of the services. */
    void addTo(Router router);
}
