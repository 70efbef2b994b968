package io.entrepot.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the tests proved by who they are, and what nobody may find in anything that a registry has written down. */
public final class Secrets {
    private static final String BASIC = "Basic ";

    /** Too short to be told from other text. */
    private static final int SHORTEST = 8;

    private static final Pattern GIVEN =
            Pattern.compile("\"(?:token|access_token|refresh_token|secret)\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.[\\w-]+\\.[\\w-]+");

    /** The one line whose purpose it is to show a password. */
    private static final Pattern LOGIN_LINE = Pattern.compile("echo \\S+ \\| docker login .*");

    private static final Set<String> USED = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    public static void use(String secret) {
        if (secret.length() >= SHORTEST) {
            USED.add(secret);
        }
    }

    /** A value of {@code Authorization}, whether it was right or not. */
    public static void show(String authorization) {
        if (authorization.startsWith(BASIC)) {
            var encoded = authorization.substring(BASIC.length());
            use(encoded);
            try {
                var decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
                use(decoded.substring(decoded.indexOf(':') + 1));
            } catch (IllegalArgumentException e) {
                use(authorization); // somebody tried what happens
            }
        }
    }

    /** An answer that may give some out. */
    public static void receive(byte[] answer) {
        GIVEN.matcher(new String(answer, StandardCharsets.UTF_8)).results().forEach(found -> use(found.group(1)));
    }

    /** Those that can be found in a text. Every token is one, whoever had it. */
    public static List<String> in(String text) {
        var searched = LOGIN_LINE.matcher(text).replaceAll("");
        return Stream.concat(
                        USED.stream().filter(searched::contains),
                        TOKEN.matcher(searched).results().map(MatchResult::group))
                .toList();
    }

    /** Those that can be found in what this registry has logged. */
    public static List<String> loggedBy(RunningRegistry registry) {
        return registry.logs().stream()
                .flatMap(log -> {
                    try {
                        return in(new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1)).stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
