package io.entrepot.auth.provider.oidc;

import io.quarkus.oidc.common.OidcRequestFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Has the client of OpenID Connect hang up on a provider that takes connections and answers nothing: it would wait forever. */
@Singleton
class RequestLimit implements OidcRequestFilter {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    @Override
    public Uni<Void> filter(OidcRequestFilterContext context) {
        context.request().timeout(LIMIT.toMillis());
        return Uni.createFrom().voidItem();
    }
}
