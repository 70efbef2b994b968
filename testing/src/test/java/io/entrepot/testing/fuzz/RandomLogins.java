package io.entrepot.testing.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An endless row of requests that show what lets nobody in, the same for the same seed; most are nearly a login. */
final class RandomLogins {
    private static final List<String> PATHS = List.of(
            "GET /v2/",
            "GET /v2/_catalog",
            "GET /v2/fuzz/tokens/manifests/1",
            "HEAD /v2/fuzz/tokens/manifests/1",
            "GET /v2/fuzz/tokens/tags/list",
            "GET /v2/fuzz/nothing/blobs/sha256:" + "0".repeat(64),
            "PUT /v2/fuzz/tokens/manifests/2",
            "POST /v2/fuzz/tokens/blobs/uploads/",
            "POST /v2/fuzz/tokens/blobs/uploads/?mount=sha256:" + "0".repeat(64) + "&from=fuzz/nothing",
            "PATCH /v2/fuzz/tokens/blobs/uploads/none",
            "DELETE /v2/fuzz/tokens/manifests/1",
            "GET /api/v1/users",
            "POST /api/v1/keys",
            "DELETE /api/v1/policies/1",
            "GET /api/v1/repositories/fuzz/tokens/tags/1/history");
    private static final List<String> HEADERS = List.of(
            "{\"alg\":\"none\"}",
            "{\"alg\":\"none\",\"kid\":\"KID\"}",
            "{\"alg\":\"HS256\",\"kid\":\"KID\"}",
            "{\"alg\":\"es256\",\"kid\":\"KID\"}",
            "{\"alg\":\"ES256\",\"kid\":\"KID\",\"crit\":[\"exp\"]}",
            "{\"alg\":\"ES256\",\"kid\":null}",
            "{\"alg\":[\"ES256\"],\"kid\":{}}",
            "{\"alg\":\"ES256\",\"kid\":\"../../etc/passwd\"}",
            "{\"alg\":\"ES256\",\"kid\":\"' OR '1'='1\"}",
            "{\"alg\":\"ES256\",\"kid\":\"KID\",\"jku\":\"http://localhost:1/\",\"jwk\":{\"kty\":\"EC\"}}",
            "{\"alg\":\"ES256\"}",
            "{",
            "null",
            "[]",
            "1e999",
            "\"ES256\"",
            "");
    private static final List<String> CLAIMS = List.of(
            "{\"aud\":\"entrepot\",\"sub\":\"user:admin\",\"exp\":9999999999}",
            "{\"aud\":[\"entrepot\"],\"sub\":null,\"exp\":\"soon\"}",
            "{\"sub\":{},\"exp\":1e400,\"access\":7}",
            "{\"access\":[null,1,{\"type\":\"repository\"}]}",
            "null",
            "[[]]",
            "");
    private static final List<String> SCHEMES = List.of(
            "Bearer", "bearer", "Bearer ", "Bearer\t", "Digest", "Negotiate", "Token", "JWT", "Basic", "basic", "");

    private final Random random;
    private final String token;
    private final String keyId;

    /** @param token one that would let its owner in */
    RandomLogins(Random random, String token) {
        this.random = random;
        this.token = token;
        var header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        this.keyId = header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }

    RandomRequest next() {
        return random.nextInt(5) == 0 ? tokenRequest() : request();
    }

    private RandomRequest request() {
        return new RandomRequest(
                pick(PATHS)
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\nAuthorization: "
                        + authorization() + "\r\n\r\n",
                true);
    }

    private String authorization() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> "Bearer " + mutated();
            case 3 -> "Bearer " + replaced(0, encoded(pick(HEADERS).replace("KID", keyId)));
            case 4 -> "Bearer " + replaced(1, encoded(pick(CLAIMS)));
            case 5 -> "Bearer " + replaced(2, encoded(noise(random.nextInt(100))));
            case 6 ->
                "Bearer "
                        + (random.nextBoolean()
                                ? token.substring(0, random.nextInt(token.length()))
                                : token + "." + token);
            case 7 ->
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(noise(random.nextInt(300)).getBytes(StandardCharsets.ISO_8859_1));
            case 8 -> "Basic " + basic();
            default -> pick(SCHEMES) + " " + noise(random.nextInt(200)).replaceAll("[^\\x21-\\x7e]", "a");
        };
    }

    private String basic() {
        return switch (random.nextInt(5)) {
            case 0 -> "!!";
            case 1 -> encoded("no colon");
            case 2 -> encoded(":");
            case 3 -> encoded("x".repeat(random.nextInt(20_000)) + ":" + noise(20));
            default -> encoded("robot+\u0000\u00ff:" + token);
        };
    }

    /** One character is another one; not the last, of which some bits belong to no byte. */
    private String mutated() {
        var changed = new StringBuilder(token);
        for (var i = random.nextInt(3); i >= 0; i--) {
            var at = random.nextInt(token.length() - 1);
            changed.setCharAt(at, (char) (0x21 + (token.charAt(at) - 0x21 + 1 + random.nextInt(0x5c)) % 0x5e));
        }
        return changed.toString();
    }

    private String replaced(int part, String by) {
        var parts = token.split("\\.", -1);
        parts[part] = by;
        return String.join(".", parts);
    }

    /** What asks for a token. */
    private RandomRequest tokenRequest() {
        var parameters = IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(i -> parameter())
                .collect(Collectors.joining("&"));
        if (random.nextBoolean()) {
            return new RandomRequest(
                    "GET /token?" + parameters.replace(' ', '+')
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: " + authorization()
                            + "\r\n\r\n",
                    true);
        }
        return new RandomRequest(
                "POST /token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                        + pick(List.of(
                                "application/x-www-form-urlencoded", "application/json", "x", "multipart/form-data"))
                        + "\r\nContent-Length: " + parameters.length() + "\r\n\r\n" + parameters,
                true);
    }

    private String parameter() {
        var name = pick(List.of(
                "scope",
                "scope",
                "service",
                "grant_type",
                "username",
                "password",
                "refresh_token",
                "access_type",
                "client_id",
                "offline_token",
                "x"));
        var value = switch (random.nextInt(6)) {
            case 0 -> pick(List.of("password", "refresh_token", "offline", "true", "entrepot", "admin", ""));
            case 1 ->
                pick(List.of(
                        "repository:a:pull",
                        "repository:A/../b:*",
                        "registry:catalog:*",
                        ":",
                        "::",
                        "repository:*:pull,push",
                        "a:b:c:d"));
            case 2 -> "x".repeat(random.nextInt(5_000));
            case 3 -> pick(List.of("%", "%zz", "%00", "%ff", "&&", "=", "+"));
            case 4 -> token;
            default -> URLEncoder.encode(noise(random.nextInt(100)), StandardCharsets.UTF_8);
        };
        return name + pick(List.of("=", "=", "=", "", "==")) + value;
    }

    private String noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
