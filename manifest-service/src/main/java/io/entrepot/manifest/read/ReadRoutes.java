package io.entrepot.manifest.read;

import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.model.Reference;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

/** GET and HEAD of a manifest (end-3). */
@ApplicationScoped
public class ReadRoutes implements RegistryRoutes {
    private final Manifests manifests;

    ReadRoutes(Manifests manifests) {
        this.manifests = manifests;
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(RouteKind.MANIFEST, HttpMethod.GET, this::get);
    }

    private Future<Void> get(RegistryRequest request) {
        var reference = request.path().reference();
        var remembered = manifests.remembered(request.repository(), reference);
        return remembered != null
                ? remembered.send(request, cacheControl(reference), false)
                : manifests
                        .find(request.repository(), reference)
                        .compose(answer -> answer.send(request, cacheControl(reference), false));
    }

    private static CharSequence cacheControl(Reference reference) {
        return reference instanceof Tag ? Headers.REVALIDATE : Headers.IMMUTABLE;
    }
}
