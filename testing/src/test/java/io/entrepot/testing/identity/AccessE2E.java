package io.entrepot.testing.identity;

import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.headers;
import static io.entrepot.testing.wire.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route by everybody, with a name and its secret and with a token. */
@ExtendWith(ClosedRegistries.class)
class AccessE2E {
    private static final TestImage IMAGE = TestImage.of(8, 1, 1_000, Packing.GZIP);
    private static final String DIGEST = IMAGE.root().digest();

    private record Route(String method, String path, String need) {
        String in(String repository) {
            return "/v2/" + repository + path;
        }
    }

    private static final List<Route> ROUTES = List.of(
            new Route("GET", "/tags/list", "pull"),
            new Route("HEAD", "/tags/list", "pull"),
            new Route("GET", "/referrers/" + DIGEST, "pull"),
            new Route("GET", "/manifests/1", "pull"),
            new Route("HEAD", "/manifests/" + DIGEST, "pull"),
            new Route("GET", "/blobs/" + DIGEST, "pull"),
            new Route("HEAD", "/blobs/" + DIGEST, "pull"),
            new Route("PUT", "/manifests/x", "push"),
            new Route("POST", "/blobs/uploads/", "push"),
            new Route("POST", "/blobs/uploads/?mount=" + DIGEST, "push"),
            new Route("POST", "/blobs/uploads/?digest=" + DIGEST, "push"),
            new Route("GET", "/blobs/uploads/none", "push"),
            new Route("PATCH", "/blobs/uploads/none", "push"),
            new Route("PUT", "/blobs/uploads/none?digest=" + DIGEST, "push"),
            new Route("DELETE", "/blobs/uploads/none", "push"),
            new Route("DELETE", "/manifests/none", "delete"),
            new Route("DELETE", "/blobs/" + DIGEST, "delete"));

    private static final Map<String, List<String>> PEOPLE = Map.of(
            "nobody-here", List.of(),
            "reader", List.of("pull"),
            "writer", List.of("pull", "push"),
            "sweeper", List.of("delete"),
            "keeper", List.of("pull", "push", "delete"));

    @BeforeAll
    static void people(ClosedRegistry registry) {
        registry.administrator().push("access/app", "1", IMAGE);
        PEOPLE.forEach((name, actions) -> {
            registry.user(name);
            if (!actions.isEmpty()) {
                registry.let("user:" + name, "access/**", actions.toArray(String[]::new));
            }
        });
    }

    static Stream<Arguments> all() {
        return ROUTES.stream().flatMap(route -> PEOPLE.keySet().stream().map(person -> Arguments.of(route, person)));
    }

    private static boolean may(String person, Route route) {
        return PEOPLE.getOrDefault(person, List.of()).contains(route.need());
    }

    private static int send(OciClient client, Route route) {
        return client.send(route.method(), route.in("access/app"), BodyPublishers.noBody())
                .statusCode();
    }

    @ParameterizedTest
    @MethodSource("all")
    void nameAndSecretDoWhatAPolicyAllows(Route route, String person, ClosedRegistry registry) {
        var client = registry.client().showing(ClosedRegistry.basic(person, ClosedRegistry.PASSWORD));
        if (may(person, route)) {
            assertThat(send(client, route)).isNotIn(401, 403).isLessThan(500);
        } else {
            assertThat(send(client, route)).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTokenDoesWhatItSays(Route route, String person, ClosedRegistry registry) {
        var client = registry.holder(person, "repository:access/app:*");
        if (may(person, route)) {
            assertThat(send(client, route)).isNotIn(401, 403).isLessThan(500);
        } else {
            assertThat(send(client, route)).isEqualTo(401);
        }
    }

    static List<Route> routes() {
        return ROUTES;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aTokenThatSaysLessDoesLess(Route route, ClosedRegistry registry) {
        var other = registry.holder("keeper", "repository:access/app2:*", "repository:access:*");
        var answer = other.send(route.method(), route.in("access/app"), BodyPublishers.noBody());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate")).contains("error=\"insufficient_scope\"");
        var reader = registry.holder("keeper", "repository:access/app:pull");
        assertThat(send(reader, route) == 401).isEqualTo(!route.need().equals("pull"));
    }

    /** Whether a repository exists, nothing tells who may not read it. */
    @ParameterizedTest
    @MethodSource("routes")
    void whatExistsLooksLikeWhatDoesNot(Route route, ClosedRegistry registry) {
        var clients = List.of(
                registry.client(),
                registry.client().showing(ClosedRegistry.basic("nobody-here", ClosedRegistry.PASSWORD)),
                registry.holder("nobody-here", "repository:access/app:*", "repository:access/nop:*"));
        for (var client : clients) {
            var there = client.send(route.method(), route.in("access/app"), BodyPublishers.noBody());
            var missing = client.send(route.method(), route.in("access/nop"), BodyPublishers.noBody());
            assertThat(there.statusCode()).isEqualTo(missing.statusCode());
            assertThat(text(there)).isEqualTo(text(missing));
            assertThat(headers(there).toString().replace("access/app", "access/nop"))
                    .isEqualTo(headers(missing).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aBrokenTokenIsNone(Route route, ClosedRegistry registry) {
        var token = registry.token(ClosedRegistry.basic("keeper", ClosedRegistry.PASSWORD), "repository:access/app:*");
        var other = registry.token(ClosedRegistry.basic("keeper", ClosedRegistry.PASSWORD));
        var claims = token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
        var unsigned = "eyJhbGciOiJub25lIn0" + claims;
        var swapped = token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
        for (var broken : List.of(unsigned, swapped, token.substring(1), token + "A", claims, "", "...")) {
            assertThat(send(registry.client().showing("Bearer " + broken), route))
                    .as(broken)
                    .isEqualTo(401);
        }
    }
}
