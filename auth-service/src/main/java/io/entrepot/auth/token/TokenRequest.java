package io.entrepot.auth.token;

import io.entrepot.kit.identity.BasicCredentials;
import io.entrepot.model.OciError;
import io.entrepot.model.Scope;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks {@code /token} for: by Docker's GET with Basic credentials or none, or by the POST of OAuth 2.0 (RFC 6749).
 *
 * @param offline whether it wants a refresh token too
 * @param client the program that asks, by its own word
 */
record TokenRequest(Shown shown, List<Scope> scopes, boolean offline, String client) {
    private static final int MOST_SCOPES = 100;
    private static final int LONGEST_CLIENT = 128;

    /** What it shows. */
    sealed interface Shown {}

    record Nothing() implements Shown {}

    /** Credentials that aren't understood. */
    record Unreadable() implements Shown {}

    record Password(BasicCredentials credentials) implements Shown {}

    record Refresh(String token) implements Shown {
        /** Without the token: this may end up in a log. */
        @Override
        public String toString() {
            return "a refresh token";
        }
    }

    /** Reads the query of a GET; null where there is none. */
    static TokenRequest ofQuery(@Nullable String query, @Nullable String authorization, String service) {
        var parameters = parameters(query == null ? "" : query);
        return of(
                authorization == null ? new Nothing() : shown(authorization),
                parameters,
                "true".equals(first(parameters, "offline_token")),
                service);
    }

    private static Shown shown(String authorization) {
        var credentials = BasicCredentials.parse(authorization);
        return credentials == null ? new Unreadable() : new Password(credentials);
    }

    /** Reads the form of a POST. */
    static TokenRequest ofForm(String form, String service) {
        var parameters = parameters(form);
        return of(shown(parameters), parameters, "offline".equals(first(parameters, "access_type")), service);
    }

    private static Shown shown(Map<String, List<String>> form) {
        return switch (first(form, "grant_type")) {
            case "password" -> new Password(new BasicCredentials(first(form, "username"), first(form, "password")));
            case "refresh_token" -> new Refresh(first(form, "refresh_token"));
            default -> throw malformed("grant_type is password or refresh_token");
        };
    }

    private static TokenRequest of(Shown shown, Map<String, List<String>> parameters, boolean offline, String service) {
        var asked = first(parameters, "service");
        if (!asked.isEmpty() && !asked.equals(service)) {
            throw malformed("this is not the token service of " + quoted(asked));
        }
        var scopes = parameters.getOrDefault("scope", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(" ", -1)))
                .filter(text -> !text.isEmpty())
                .distinct()
                .map(Scope::parse)
                .toList();
        if (scopes.size() > MOST_SCOPES) {
            throw malformed("one token is for " + MOST_SCOPES + " scopes at the most");
        }
        var client = first(parameters, "client_id");
        return new TokenRequest(shown, scopes, offline, client.substring(0, Math.min(client.length(), LONGEST_CLIENT)));
    }

    private static Map<String, List<String>> parameters(String encoded) {
        try {
            return new QueryStringDecoder(encoded, false).parameters();
        } catch (IllegalArgumentException malformed) {
            throw malformed("the parameters are not well encoded");
        }
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }

    private static String quoted(String text) {
        return "'" + text.substring(0, Math.min(text.length(), LONGEST_CLIENT)) + "'";
    }

    private static RuntimeException malformed(String detail) {
        return OciError.UNSUPPORTED.because(400, detail);
    }
}
