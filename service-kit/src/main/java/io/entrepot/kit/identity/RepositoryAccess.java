package io.entrepot.kit.identity;

import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/** What may be seen of a repository by who manages it; to be asked with the name that was parsed from the path. */
@Singleton
public class RepositoryAccess {
    private final RouteAdmission admission;

    RepositoryAccess(RouteAdmission admission) {
        this.admission = admission;
    }

    /** Ends well for who may pull; fails with {@code UNAUTHORIZED} or {@code DENIED}, whether the repository exists or not. */
    public Future<Void> requirePull(HttpServerRequest request, RepositoryName repository) {
        return admission.isOpen()
                ? Future.succeededFuture()
                : admission.admit(new Wish(request, Need.PULL, repository)).mapEmpty();
    }
}
