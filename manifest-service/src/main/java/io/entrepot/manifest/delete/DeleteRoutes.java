package io.entrepot.manifest.delete;

import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.manifest.condition.Precondition;
import io.entrepot.model.Digest;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

/** DELETE of a tag or a manifest (end-9). */
@ApplicationScoped
public class DeleteRoutes implements RegistryRoutes {
    private final Deletions deletions;

    DeleteRoutes(Deletions deletions) {
        this.deletions = deletions;
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(RouteKind.MANIFEST, HttpMethod.DELETE, this::delete);
    }

    private Future<Void> delete(RegistryRequest request) {
        var precondition = Precondition.of(request);
        var deleted = switch (request.path().reference()) {
            case Tag tag -> deletions.delete(request.repository(), tag, precondition);
            case Digest digest -> deletions.delete(request.repository(), digest, precondition);
        };
        return deleted.compose(done -> request.answer(202).end());
    }
}
