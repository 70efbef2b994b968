package io.entrepot.bench;

import io.entrepot.testing.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value of {@code Authorization} for each path. Tokens are fetched where the registry's challenge says. */
final class Authorization {
    static final String LOGIN = "ENTREPOT_BENCH_LOGIN";

    private static final Pattern REPOSITORY = Pattern.compile("/v2/(.+)/(?:manifests|blobs|tags|referrers)/.*");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern TOKEN = Pattern.compile("\"(?:access_)?token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern SECONDS = Pattern.compile("\"expires_in\"\\s*:\\s*(\\d+)");
    private static final int USUAL_SECONDS = 60; // as Docker's specification has it for answers that don't say

    private record Token(String text, long renewalNanos) {}

    private final Target target;
    private final Optional<Login> login;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /** Who logs in is in the environment, where no list of processes shows it. */
    Authorization(Target target) {
        this.target = target;
        this.login = target.access() == Access.OPEN ? Optional.empty() : Optional.of(login(System.getenv(LOGIN)));
    }

    private static Login login(@Nullable String text) {
        var colon = text == null ? -1 : text.indexOf(':');
        if (text == null || colon < 1) {
            throw new UsageException("basic+ and bearer+ need " + LOGIN + "=name:password in the environment");
        }
        return new Login(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Empty where nobody has to log in. */
    Optional<String> of(String path) {
        return login.map(known -> {
            var repository = REPOSITORY.matcher(path);
            return target.access() == Access.BASIC || !repository.matches()
                    ? known.basic()
                    : "Bearer " + token(known, repository.group(1));
        });
    }

    private String token(Login known, String repository) {
        return tokens.compute(
                        repository,
                        (name, token) -> token != null && System.nanoTime() - token.renewalNanos() < 0
                                ? token
                                : fetch(known, name))
                .text();
    }

    private Token fetch(Login known, String repository) {
        try {
            var request = HttpRequest.newBuilder(tokenService("repository:" + repository + ":pull,push"))
                    .header("Authorization", known.basic());
            var answer = send(request);
            if (answer.statusCode() != 200) {
                throw new WrongAnswer("no token: %d".formatted(answer.statusCode()));
            }
            var seconds = SECONDS.matcher(answer.body());
            var lifetime = Duration.ofSeconds(seconds.find() ? Long.parseLong(seconds.group(1)) : USUAL_SECONDS);
            var token = TOKEN.matcher(answer.body());
            if (!token.find()) {
                throw new WrongAnswer("an answer without a token");
            }
            return new Token(token.group(1), System.nanoTime() + lifetime.toNanos() / 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where tokens for this scope are given out, from the challenge of the registry. */
    URI tokenService(String scope) throws IOException {
        var challenged = send(HttpRequest.newBuilder(URI.create("http://" + target.authority() + "/v2/")));
        var challenge = challenged.headers().firstValue("WWW-Authenticate").orElse("");
        if (!challenge.startsWith("Bearer ")) {
            throw new NotOffered("no tokens");
        }
        var realm = "";
        var service = "";
        for (var parameter = PARAMETER.matcher(challenge); parameter.find(); ) {
            switch (parameter.group(1)) {
                case "realm" -> realm = parameter.group(2);
                case "service" -> service = parameter.group(2);
                default -> {}
            }
        }
        return URI.create(realm + "?service=" + encoded(service) + "&scope=" + encoded(scope));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
