package io.entrepot.kit.identity;

import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.Permissions;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Scope;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request wants to be let do; with which repository, where it is about one. */
record Wish(HttpServerRequest http, Need need, @Nullable RepositoryName repository) {
    static Wish of(RegistryRequest request) {
        var route = request.path().kind();
        var repository = route == RouteKind.BASE || route == RouteKind.CATALOG ? null : request.repository();
        return new Wish(request.http(), Need.of(route, request.http().method()), repository);
    }

    boolean isGrantedBy(Token token) {
        return switch (need) {
            case LOGIN -> true;
            case LIST -> token.allowsListing();
            case PULL, PUSH, DELETE -> token.allows(Objects.requireNonNull(repository), need.action());
        };
    }

    /** Whoever said who they are may ping, and see of the catalog what they may pull. */
    boolean isGrantedBy(Permissions permissions) {
        return repository == null || permissions.allows(repository, need.action());
    }

    /** What a token has to be asked for. */
    List<Scope> scopes() {
        return switch (need) {
            case LOGIN -> List.of();
            case LIST -> List.of(Scope.CATALOG);
            case PULL, PUSH, DELETE -> List.of(need.scope(Objects.requireNonNull(repository)));
        };
    }

    OciException denied() {
        return OciError.DENIED.because("no policy lets you " + need.action().label() + " in a repository of this name");
    }
}
