package io.entrepot.kit.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;

/** All routes, on a server of Vert.x alone: 200 and the caller's subject for whoever is let in. */
public final class AdmittedRoutes {
    public static final TrustedProxies NOBODY_TRUSTED = new TrustedProxies(Optional::empty);

    private final Admission admission;
    private final ErrorAnswer errors = new ErrorAnswer(NOBODY_TRUSTED);

    public AdmittedRoutes(Admission admission) {
        this.admission = admission;
    }

    public void serve(HttpServerRequest http) {
        var request = new RegistryRequest(http, Objects.requireNonNull(RegistryPath.parse(http.path())));
        admission
                .admit(request)
                .onSuccess(caller -> http.response().end(caller.subject().toString()))
                .onFailure(failure -> errors.write(http, failure));
    }
}
