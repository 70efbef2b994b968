package io.entrepot.kit.identity;

import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.Scope;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a client is told to log in: RFC 7235, and for a token Docker's form of RFC 6750. */
final class Challenges {
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    private final IdentityConfig config;
    private final TrustedProxies proxies;

    Challenges(IdentityConfig config, TrustedProxies proxies) {
        this.config = config;
        this.proxies = proxies;
    }

    /** Nobody, or nobody we know. */
    OciException login(Wish wish) {
        return refusal(wish, wish.scopes(), null, "log in, or show other credentials");
    }

    /** A token that has expired, or that is none of ours. */
    OciException invalidToken(Wish wish) {
        return refusal(wish, wish.scopes(), "invalid_token", "the token has expired or is not valid here");
    }

    /** A token that doesn't say enough; one with these scopes would. */
    OciException insufficientScope(Wish wish, List<Scope> scopes) {
        return refusal(wish, scopes, "insufficient_scope", "the token does not allow this");
    }

    private OciException refusal(Wish wish, List<Scope> scopes, @Nullable String error, String detail) {
        var challenge = switch (config.challenge()) {
            case BASIC -> "Basic realm=\"" + config.service() + "\", charset=\"UTF-8\"";
            case BEARER -> bearer(wish.http(), scopes, error);
        };
        return OciError.UNAUTHORIZED.because(detail).with(Map.of("WWW-Authenticate", challenge));
    }

    private String bearer(HttpServerRequest request, List<Scope> scopes, @Nullable String error) {
        var challenge = new StringBuilder("Bearer realm=\"")
                .append(realm(request))
                .append("\",service=\"")
                .append(config.service())
                .append('"');
        if (!scopes.isEmpty()) {
            challenge
                    .append(",scope=\"")
                    .append(scopes.stream().map(Scope::toString).collect(Collectors.joining(" ")))
                    .append('"');
        }
        if (error != null) {
            challenge.append(",error=\"").append(error).append('"');
        }
        return challenge.toString();
    }

    /** Where the client found us is where it finds {@code /token}. */
    private String realm(HttpServerRequest request) {
        return config.realm().orElseGet(() -> {
            var client = ClientAddress.of(request, proxies);
            var host = client.host();
            return host == null || !AUTHORITY.matcher(host).matches()
                    ? "/token"
                    : client.scheme() + "://" + host + "/token";
        });
    }
}
