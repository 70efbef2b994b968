package io.entrepot.testing.fuzz;

import io.entrepot.testing.image.TestImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An endless row of requests, the same for the same seed: most are nearly right, some are nothing like HTTP. */
final class RandomRequests {
    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "GET",
            "HEAD",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "get",
            "X");
    private static final String URL_CHARACTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?";
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "00",
            "1.5",
            "1e9",
            "999",
            "2147483648",
            "9223372036854775807",
            "99999999999999999999",
            "x",
            "");

    private final Random random;
    private final Target target;
    private final RandomBody bodies;

    RandomRequests(Random random, Target target) {
        this.random = random;
        this.target = target;
        this.bodies = new RandomBody(random, target);
    }

    RandomRequest next() {
        return switch (random.nextInt(20)) {
            case 0 -> new RandomRequest(noise(random.nextInt(300)), false);
            case 1 -> cutOff(request());
            case 2 -> new RandomRequest(mutated(request()), false);
            case 3, 4, 5, 6 -> new RandomRequest(manifestPush(), true);
            default -> new RandomRequest(request(), true);
        };
    }

    private String request() {
        var body = random.nextInt(3) == 0 ? "" : bodies.next();
        var head = new StringBuilder()
                .append(pick(METHODS))
                .append(' ')
                .append(path())
                .append(query())
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
                .append(random.nextInt(10) == 0 ? "" : target.login());
        for (var i = random.nextInt(4); i > 0; i--) {
            head.append(header()).append("\r\n");
        }
        if (random.nextInt(4) == 0) {
            return head + "Transfer-Encoding: chunked\r\n\r\n" + chunked(body);
        }
        return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Comes further than the rest: only the manifest itself may be wrong. */
    private String manifestPush() {
        var body = bodies.next();
        return "PUT /v2/%s/manifests/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(
                        target.repository(),
                        oneOf("1", "2", anyDigest()),
                        target.login(),
                        oneOf(TestImage.MANIFEST, TestImage.INDEX),
                        body.length(),
                        body);
    }

    private String path() {
        return switch (random.nextInt(12)) {
            case 0 -> "/" + pathText(random.nextInt(100));
            case 1 -> "/v2/" + "a/".repeat(random.nextInt(3_000)) + "tags/list";
            case 2 -> "/v2/" + oneOf("", "_catalog", "_catalog/", "token", "../v2/", "%2e%2e/", "//", "?");
            case 3 -> mutatedPath(target.session());
            case 4 -> target.session();
            case 5 -> "/v2/" + name() + "/blobs/uploads/" + oneOf("", reference());
            case 6, 7 -> "/v2/" + name() + "/blobs/" + reference();
            case 8 -> "/v2/" + name() + "/tags/list";
            case 9 -> "/v2/" + name() + "/referrers/" + reference();
            default -> "/v2/" + name() + "/manifests/" + reference();
        };
    }

    private String name() {
        return switch (random.nextInt(8)) {
            case 0 -> pathText(random.nextInt(20));
            case 1 -> "x".repeat(random.nextInt(400));
            case 2 -> oneOf("A", "a//b", "a/../b", "a%2Fb", "-a", "a__b", "a___b", "blobs/uploads", "tags/list", ".");
            case 3 -> "fuzz/" + random.nextInt(5);
            default -> target.repository();
        };
    }

    private String reference() {
        return switch (random.nextInt(9)) {
            case 0 -> pathText(random.nextInt(150));
            case 1 ->
                oneOf(
                        "sha256:",
                        "sha256:abc",
                        "sha512:" + "0".repeat(64),
                        "md5:0",
                        "sha256:" + "G".repeat(64),
                        "a".repeat(129));
            case 2 -> "sha256:" + "%064x".formatted(random.nextInt());
            case 3 -> oneOf("latest", "1", "2", "_", "..", "1/2", "%00", "1?x", "");
            case 4 -> mutatedPath(anyDigest());
            default -> anyDigest();
        };
    }

    private String query() {
        if (random.nextInt(2) == 0) {
            return "";
        }
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i ->
                        oneOf("digest", "n", "last", "mount", "from", "tag", "artifactType", "digest-algorithm", "x")
                                + oneOf("=", "=", "=", "", "==")
                                + oneOf(
                                        anyDigest(),
                                        pick(NUMBERS),
                                        "1",
                                        target.repository(),
                                        pathText(20),
                                        "%",
                                        "%zz",
                                        "%00",
                                        "sha512"))
                .collect(Collectors.joining("&", "?", ""));
    }

    private String header() {
        return switch (random.nextInt(10)) {
            case 0 -> "Range: bytes=" + pick(NUMBERS) + "-" + pick(NUMBERS);
            case 1 ->
                "Range: "
                        + oneOf(
                                "bytes=",
                                "bytes",
                                "bytes=" + "0-0,".repeat(random.nextInt(2_000)),
                                "lines=1-2",
                                "bytes=--1");
            case 2 -> "Content-Range: " + oneOf("", "bytes ") + pick(NUMBERS) + "-" + pick(NUMBERS);
            case 3 ->
                "Content-Type: "
                        + oneOf(
                                TestImage.MANIFEST,
                                TestImage.INDEX,
                                "application/json",
                                "/",
                                "text/plain; q=",
                                noiseText(30));
            case 4 -> "Accept: " + oneOf("*/*", TestImage.INDEX, ",,,", "a/b;q=x", "x".repeat(5_000));
            case 5 ->
                oneOf("If-Match", "If-None-Match", "If-Range") + ": "
                        + oneOf("*", "\"" + anyDigest() + "\"", "\"", "W/\"\"", anyDigest());
            case 6 -> "Authorization: " + oneOf("Basic", "Basic !!", "Bearer x.y.z", "Basic Og==", noiseText(30));
            case 7 -> "Expect: " + oneOf("100-continue", "200-ok");
            case 8 -> oneOf("OCI-Tag", "Origin", "X-Forwarded-Proto", "Cookie", "Upgrade") + ": " + noiseText(40);
            default -> "x-" + "y".repeat(1 + random.nextInt(200)) + ": " + noiseText(random.nextInt(2_000));
        };
    }

    private String anyDigest() {
        Supplier<String> blob = () -> target.image().blobs().stream()
                .skip(random.nextInt(target.image().blobs().size()))
                .findFirst()
                .orElseThrow()
                .digest();
        return random.nextBoolean()
                ? blob.get()
                : pick(target.image().manifests()).digest();
    }

    private String chunked(String body) {
        var half = body.length() / 2;
        return chunk(body.substring(0, half)) + chunk(body.substring(half)) + "0\r\n\r\n";
    }

    private static String chunk(String part) {
        return part.isEmpty() ? "" : Integer.toHexString(part.length()) + "\r\n" + part + "\r\n";
    }

    private RandomRequest cutOff(String request) {
        return new RandomRequest(request.substring(0, random.nextInt(request.length())), false);
    }

    private String mutated(String text) {
        var changed = new StringBuilder(text);
        for (var i = 1 + random.nextInt(5); i > 0; i--) {
            changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(256));
        }
        return changed.toString();
    }

    /** Stays one word, so that the request line keeps its shape. */
    private String mutatedPath(String text) {
        var changed = new StringBuilder(text);
        changed.setCharAt(1 + random.nextInt(changed.length() - 1), (char) (0x21 + random.nextInt(0x5e)));
        return changed.toString();
    }

    private String noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String noiseText(int length) {
        return text(length, 0x20);
    }

    /** Mostly what a URL may hold: the rest is refused before a route is looked for. */
    private String pathText(int length) {
        return random.nextInt(10) == 0
                ? text(length, 0x21)
                : random.ints(length, 0, URL_CHARACTERS.length())
                        .mapToObj(i -> URL_CHARACTERS.substring(i, i + 1))
                        .collect(Collectors.joining());
    }

    private String text(int length, int lowest) {
        return random.ints(length, lowest, 0x7f).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
