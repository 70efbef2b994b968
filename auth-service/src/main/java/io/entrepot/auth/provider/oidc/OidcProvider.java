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
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The provider by {@code quarkus-oidc}, which verifies its access tokens with the keys it publishes. Only asked for what it
 * knows: requests are not authenticated by the framework. Nobody waits long for a provider that doesn't answer, and hardly
 * at all while that is known; a token by a key that is there needs no answer.
 */
@ApplicationScoped
class OidcProvider implements Provider {
    private static final int LONGEST = 16 << 10;
    /** Anything else is no token that could be verified, and not all of it is survived by the client. */
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration WHILE_LOST = Duration.ofMillis(500);

    private final ProviderConfig config;
    private final Supplier<TenantIdentityProvider> provider;
    private final ProviderContact contact;
    private final Duration patience;

    @Inject
    OidcProvider(ProviderConfig config, Instance<TenantIdentityProvider> provider, ProviderContact contact) {
        this(config, provider::get, contact, PATIENCE);
    }

    OidcProvider(
            ProviderConfig config,
            Supplier<TenantIdentityProvider> provider,
            ProviderContact contact,
            Duration patience) {
        this.config = config;
        this.provider = provider;
        this.contact = contact;
        this.patience = patience;
    }

    @Override
    public Future<@Nullable Person> person(String accessToken) {
        if (config.url().isEmpty()
                || accessToken.length() > LONGEST
                || !SIGNED.matcher(accessToken).matches()) {
            return Future.succeededFuture(null);
        }
        if (!contact.isWorthATry()) {
            return unavailable();
        }
        var limit = contact.isLost() && patience.compareTo(WHILE_LOST) > 0 ? WHILE_LOST : patience;
        // What isn't waited for goes on, so that an answer is noticed.
        return Future.fromCompletionStage(provider.get()
                        .authenticate(new AccessTokenCredential(accessToken))
                        .subscribeAsCompletionStage())
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .map(this::person)
                .recover(this::refused);
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

    private Future<@Nullable Person> refused(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (isSilence(cause)) {
                contact.lost(cause);
                return unavailable();
            }
            if (cause instanceof UnresolvableKeyException && contact.isLost()) {
                return unavailable(); // nobody can say whether it is the provider's by now
            }
        }
        return failure instanceof AuthenticationFailedException
                ? Future.succeededFuture(null)
                : Future.failedFuture(failure);
    }

    private static boolean isSilence(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof VertxException
                || cause instanceof OIDCException;
    }

    private static Future<@Nullable Person> unavailable() {
        return Future.failedFuture(OciError.UNAVAILABLE
                .because("the provider of logins can't be asked at the moment")
                .with(Map.of("Retry-After", "10")));
    }
}
