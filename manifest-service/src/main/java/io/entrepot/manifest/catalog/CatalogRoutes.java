package io.entrepot.manifest.catalog;

import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.manifest.paging.NameList;
import io.entrepot.manifest.paging.PageRequest;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

/** The repositories of the registry that the caller may pull from, as the Docker API lists them. */
@ApplicationScoped
public class CatalogRoutes implements RegistryRoutes {
    private final Catalog catalog;

    CatalogRoutes(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(RouteKind.CATALOG, HttpMethod.GET, this::list);
    }

    private Future<Void> list(RegistryRequest request) {
        var page = PageRequest.of(request);
        if (page.last() != null) {
            RepositoryName.parse(page.last());
        }
        return request.caller()
                .permissions()
                .compose(may -> new NameList(
                                request,
                                "/v2/_catalog",
                                "{\"repositories\":[",
                                (last, limit) -> catalog.after(may, last, limit))
                        .answer(page));
    }
}
