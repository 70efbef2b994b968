package io.entrepot.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody shows with each request: a token for what its path is about, which is used again as long as it is young. */
final class Tokens {
    private static final Pattern REPOSITORY = Pattern.compile("/v2/([a-z0-9._/-]{1,255})/"
            + "(?:manifests/[^/?]+|tags/list|referrers/[^/?]+|blobs/uploads/[^/?]*|blobs/[^/?]+)(?:\\?.*)?");
    private static final Pattern SOURCE = Pattern.compile("[?&]from=([a-z0-9._/-]{1,255})");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final Pattern SECONDS = Pattern.compile("\"expires_in\":(\\d+)");

    private record Token(String text, Instant renewal) {}

    private final URI registry;
    private final Login login;
    private final HttpClient http;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    Tokens(URI registry, Login login, HttpClient http) {
        this.registry = registry;
        this.login = login;
        this.http = http;
    }

    /** The value of {@code Authorization}: name and secret where the path is of nothing that tokens are for. */
    String authorization(String path) {
        var repository = REPOSITORY.matcher(path);
        if (!repository.matches()) {
            return login.basic();
        }
        var query = new StringBuilder(scope(repository.group(1), "pull,push,delete"));
        var source = SOURCE.matcher(path);
        if (source.find()) {
            query.append(scope(source.group(1), "pull"));
        }
        var token = tokens.compute(
                query.toString(),
                (scopes, known) -> known == null || known.renewal().isBefore(Instant.now()) ? fetch(scopes) : known);
        return "Bearer " + token.text();
    }

    private static String scope(String repository, String actions) {
        return "&scope=" + URLEncoder.encode("repository:" + repository + ":" + actions, StandardCharsets.UTF_8);
    }

    private Token fetch(String scopes) {
        var request = HttpRequest.newBuilder(registry.resolve("/token?service=entrepot" + scopes))
                .header("Authorization", login.basic())
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.statusCode() + " from " + answer.uri());
            }
            var lifetime = Duration.ofSeconds(Long.parseLong(found(SECONDS, answer.body())));
            return new Token(found(TOKEN, answer.body()), Instant.now().plus(lifetime.dividedBy(2)));
        } catch (IOException e) {
            throw new UncheckedIOException("no token", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String found(Pattern pattern, String answer) throws IOException {
        Matcher part = pattern.matcher(answer);
        if (!part.find()) {
            throw new IOException("an answer of /token without " + pattern);
        }
        return part.group(1);
    }
}
