package io.entrepot.auth.provider.oidc;

import io.entrepot.auth.provider.Person;
import io.entrepot.auth.provider.Provider;
import io.entrepot.auth.provider.ProviderConfig;
import io.entrepot.model.OciError;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The provider by {@code quarkus-oidc}, which verifies its access tokens with the keys it publishes. Only asked for what it
 * knows: requests are not authenticated by the framework.
 */
@ApplicationScoped
class OidcProvider implements Provider {
    private static final int LONGEST = 16 << 10;

    private final ProviderConfig config;
    private final Instance<TenantIdentityProvider> provider;

    OidcProvider(ProviderConfig config, Instance<TenantIdentityProvider> provider) {
        this.config = config;
        this.provider = provider;
    }

    @Override
    public Future<@Nullable Person> person(String accessToken) {
        if (config.url().isEmpty() || accessToken.length() > LONGEST) {
            return Future.succeededFuture(null);
        }
        return Future.fromCompletionStage(provider.get()
                        .authenticate(new AccessTokenCredential(accessToken))
                        .subscribeAsCompletionStage())
                .map(this::person)
                .recover(OidcProvider::refused);
    }

    private @Nullable Person person(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token
                        && token.getSubject() != null
                        && token.getClaim(config.nameClaim()) instanceof String name
                ? new Person(token.getSubject(), name, texts(token.getClaim(config.groupsClaim())))
                : null;
    }

    private static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case JsonArray array ->
                array.getValuesAs(value -> value instanceof JsonString text ? text.getString() : "");
            case Collection<?> values ->
                values.stream()
                        .map(value -> value instanceof JsonString text ? text.getString() : String.valueOf(value))
                        .toList();
            case null, default -> List.of();
        };
    }

    private static Future<@Nullable Person> refused(Throwable failure) {
        return failure instanceof AuthenticationFailedException && !(failure.getCause() instanceof OIDCException)
                ? Future.succeededFuture(null)
                : Future.failedFuture(OciError.UNAVAILABLE
                        .because("the provider of logins can't be asked at the moment")
                        .with(Map.of("Retry-After", "10")));
    }
}
