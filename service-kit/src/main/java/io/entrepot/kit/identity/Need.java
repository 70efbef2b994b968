package io.entrepot.kit.identity;

import io.entrepot.kit.http.RouteKind;
import io.entrepot.model.Action;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Scope;
import io.vertx.core.http.HttpMethod;

/** What one has to be allowed to send a request. A route that is new here needs what its method does elsewhere. */
enum Need {
    /** To have said who one is, or that one is nobody. */
    LOGIN,
    /** To ask for the catalog; which repositories it shows is another question. */
    LIST,
    PULL,
    PUSH,
    DELETE;

    static Need of(RouteKind route, HttpMethod method) {
        var reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return switch (route) {
            case UPLOADS, UPLOAD -> PUSH; // also to ask how far it is, and to cancel it
            case BASE -> LOGIN;
            case CATALOG -> LIST;
            case TAGS, REFERRERS, MANIFEST, BLOB -> reads ? PULL : method.equals(HttpMethod.DELETE) ? DELETE : PUSH;
        };
    }

    /** The action that has to be allowed on a repository. */
    Action action() {
        return switch (this) {
            case LOGIN, LIST -> throw new IllegalStateException(this + " is not about one repository");
            case PULL -> Action.PULL;
            case PUSH -> Action.PUSH;
            case DELETE -> Action.DELETE;
        };
    }

    /** What a token is worth asking for: clients look before they push. */
    Scope scope(RepositoryName repository) {
        return this == PUSH ? Scope.of(repository, Action.PULL, Action.PUSH) : Scope.of(repository, action());
    }
}
