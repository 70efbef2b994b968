package io.entrepot.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.Digest;
import io.entrepot.model.OciException;
import io.entrepot.model.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryPathTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final String SHA256 = "sha256:" + HEX;
    private static final String SHA512 = "sha512:" + HEX + HEX;

    /** Names with parts called like the routes, at every position. */
    static Stream<String> names() {
        var nouns = List.of("blobs", "manifests", "tags", "uploads", "referrers", "list", "v2", "a");
        var names = new ArrayList<String>(nouns);
        for (var first : nouns) {
            for (var second : nouns) {
                names.add(first + "/" + second);
                names.add("team/" + first + "/" + second);
                names.add(first + "/" + second + "/app");
                names.add(first + "/team/" + second);
            }
        }
        names.add("x".repeat(255));
        names.add("a/".repeat(127) + "a");
        return names.stream();
    }

    private static RegistryPath parse(String path) {
        return Objects.requireNonNull(RegistryPath.parse(path), path);
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsEveryRouteOfAName(String name) {
        var base = "/v2/" + name;
        for (var route : List.of(
                new Route(base + "/manifests/latest", RouteKind.MANIFEST),
                new Route(base + "/manifests/list", RouteKind.MANIFEST),
                new Route(base + "/manifests/uploads", RouteKind.MANIFEST),
                new Route(base + "/manifests/" + SHA512, RouteKind.MANIFEST),
                new Route(base + "/blobs/" + SHA256, RouteKind.BLOB),
                new Route(base + "/blobs/uploads", RouteKind.UPLOADS),
                new Route(base + "/blobs/uploads/", RouteKind.UPLOADS),
                new Route(base + "/blobs/uploads/list", RouteKind.UPLOAD),
                new Route(base + "/tags/list", RouteKind.TAGS),
                new Route(base + "/referrers/" + SHA256, RouteKind.REFERRERS))) {
            var read = parse(route.path());
            assertThat(read.kind()).as(route.path()).isEqualTo(route.kind());
            assertThat(read.repository().value()).as(route.path()).isEqualTo(name);
        }
    }

    private record Route(String path, RouteKind kind) {}

    @Test
    void readsWhatTheRouteNames() {
        assertThat(parse("/v2/a/manifests/v1").reference()).isEqualTo(new Tag("v1"));
        assertThat(parse("/v2/a/manifests/" + SHA256).reference()).isEqualTo(Digest.parse(SHA256));
        assertThat(parse("/v2/a/blobs/" + SHA512).digest()).isEqualTo(Digest.parse(SHA512));
        assertThat(parse("/v2/a/blobs/uploads/some.session_name-1").session()).isEqualTo("some.session_name-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2", "/v2/"})
    void readsTheBase(String path) {
        assertThat(parse(path).kind()).isEqualTo(RouteKind.BASE);
    }

    @Test
    void readsTheCatalog() {
        assertThat(parse("/v2/_catalog").kind()).isEqualTo(RouteKind.CATALOG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%3A", "%3a"})
    void readsDigestsWithAnEscapedColon(String colon) {
        var escaped = "sha256" + colon + HEX;
        for (var route : List.of("manifests", "blobs", "referrers")) {
            assertThat(parse("/v2/a/" + route + "/" + escaped).digest()).isEqualTo(Digest.parse(SHA256));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/a",
                "/v2/a/",
                "/v2/a/b",
                "/v2/_catalog/",
                "/v2/a/_catalog",
                "/v2/a/tags",
                "/v2/a/tags/",
                "/v2/a/tags/list/",
                "/v2/a/tags/other",
                "/v2/a/uploads/x",
                "/v2/manifests/latest",
                "/v2/blobs/uploads/",
                "/v2/blobs/uploads/x",
                "/v2/tags/list",
                "/v2//",
                "/v2//a",
                "/v2/a/manifests/latest/",
                "/v2/a/manifest/latest",
                "/v2/a/blobs/uploads/x/y",
                "/v2/a/blobs/uploads/x/"
            })
    void knowsNoOtherPath(String path) {
        assertThat(RegistryPath.parse(path)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2//manifests/latest",
                "/v2/A/manifests/latest",
                "/v2/a//manifests/latest",
                "/v2/../manifests/latest",
                "/v2/a%2Fb/manifests/latest",
                "/v2/a/manifests/",
                "/v2/a/manifests/.x",
                "/v2/a/manifests/%",
                "/v2/a/manifests/%zz",
                "/v2/a/manifests/a+b",
                "/v2/a/manifests/a%2Fb",
                "/v2/a/manifests/%FF",
                "/v2/a/blobs/",
                "/v2/a/blobs/sha256:abc",
                "/v2/a/blobs/latest",
                "/v2/a/referrers/latest",
                "/v2/A/tags/list",
                "/v2/A/blobs/uploads/",
                "/v2//blobs/uploads/x"
            })
    void refusesMalformedNamesAndReferences(String path) {
        assertThatThrownBy(() -> RegistryPath.parse(path))
                .isInstanceOfSatisfying(
                        OciException.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void refusesNamesAndPathsThatAreTooLong() {
        for (var length : new int[] {256, 1_000, 2_000, 100_000}) {
            assertThatThrownBy(() -> RegistryPath.parse("/v2/" + "a".repeat(length) + "/manifests/latest"))
                    .isInstanceOf(OciException.class);
            assertThatThrownBy(() -> RegistryPath.parse("/v2/" + "a/".repeat(length) + "tags/list"))
                    .isInstanceOf(OciException.class);
        }
    }
}
