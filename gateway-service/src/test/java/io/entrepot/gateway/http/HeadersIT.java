package io.entrepot.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service gets to see of a request, and a client of the answer. */
class HeadersIT {
    private final Replicas replicas = new Replicas();
    private final AtomicReference<HttpServerRequest> seen = new AtomicReference<>();

    @AfterEach
    void close() {
        replicas.close();
    }

    @Test
    void headersOfTheRequestGoThrough() throws IOException {
        answered(
                "GET /v2/a/blobs/x HTTP/1.1",
                "Host: registry.example",
                "Range: bytes=0-4",
                "If-None-Match: \"a\"",
                "X-Many: one",
                "x-many: two, three",
                "Authorization: Bearer t");

        assertThat(seen().headers().getAll("Range")).containsExactly("bytes=0-4");
        assertThat(seen().headers().getAll("If-None-Match")).containsExactly("\"a\"");
        assertThat(seen().headers().getAll("X-Many")).containsExactly("one", "two, three");
        assertThat(seen().headers().getAll("Authorization")).containsExactly("Bearer t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Keep-Alive: timeout=5",
                "TE: trailers",
                "Trailer: X-T",
                "Upgrade: TLS/1.3",
                "Proxy-Authorization: Basic x",
                "Proxy-Connection: keep-alive",
                "X-Named: by the connection",
                "X-Forwarded-Port: 1",
                "X-Forwarded-Prefix: /evil",
                "Forwarded: for=192.0.2.1"
            })
    void whatBelongsToOneConnectionOrIsOnlyClaimedStays(String header) throws IOException {
        answered("GET /v2/a/blobs/x HTTP/1.1", "Host: registry.example", "Connection: keep-alive, x-named", header);

        assertThat(seen().headers().contains(header.substring(0, header.indexOf(':'))))
                .isFalse();
    }

    @Test
    void theServiceIsToldWhoAsked() throws IOException {
        var head = answered(
                "GET /v2/a/blobs/x HTTP/1.1",
                "Host: registry.example",
                "X-Forwarded-For: 192.0.2.1",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example",
                "X-Request-Id: chosen");

        assertThat(seen().headers().getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen().headers().getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen().headers().getAll("X-Forwarded-Host")).containsExactly("registry.example");
        assertThat(seen().headers().getAll("X-Request-Id")).hasSize(1).allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(head).contains("X-Request-Id: " + seen().getHeader("X-Request-Id"));
        assertThat(seen().getHeader("Host")).startsWith("127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/a/blobs/sha256%3Aab?x=%2F%20&y=a+b&&z",
                "/v2/a/blobs/uploads/s%2e?digest=sha256:ab&digest=",
                "/v2/a/tags/list?",
                "/v2/a/tags/list?last=%C3%A9"
            })
    void thePathAndQueryStayAsTheyAre(String uri) throws IOException {
        answered("GET " + uri + " HTTP/1.1", "Host: a");

        assertThat(seen().uri()).isEqualTo(uri);
    }

    @Test
    void anAbsoluteTargetBecomesAPath() throws IOException {
        answered("GET http://registry.example/v2/a/tags/list?n=1 HTTP/1.1", "Host: registry.example");

        assertThat(seen().uri()).isEqualTo("/v2/a/tags/list?n=1");
    }

    @Test
    void headersOfTheAnswerGoThrough() throws IOException {
        var head = answer(
                request -> request.response()
                        .setStatusCode(307)
                        .putHeader("Location", "https://s3.example/b/k?X-Amz-Signature=a%2Fb")
                        .putHeader("Link", (Iterable<String>) List.of("</a>; rel=\"next\"", "</b>; rel=\"prev\""))
                        .putHeader("Docker-Content-Digest", "sha256:ab")
                        .putHeader("OCI-Subject", "sha256:cd")
                        .putHeader("ETag", "\"sha256:ab\"")
                        .putHeader("Connection", "x-named")
                        .putHeader("Keep-Alive", "timeout=3")
                        .putHeader("X-Named", "1")
                        .putHeader("X-Request-Id", "its own")
                        .end(),
                "GET /v2/a/blobs/x HTTP/1.1",
                "Host: a");

        assertThat(head.getFirst()).isEqualTo("HTTP/1.1 307 Temporary Redirect");
        assertThat(head)
                .contains(
                        "Location: https://s3.example/b/k?X-Amz-Signature=a%2Fb",
                        "Link: </a>; rel=\"next\"",
                        "Link: </b>; rel=\"prev\"",
                        "Docker-Content-Digest: sha256:ab",
                        "OCI-Subject: sha256:cd",
                        "ETag: \"sha256:ab\"",
                        "content-length: 0")
                .noneMatch(line -> line.matches("(?i)(connection|keep-alive|x-named|x-request-id: its own).*"));
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200", "GET, 304", "GET, 204", "DELETE, 204"})
    void anAnswerWithoutABodyHasNone(String method, int status) throws IOException {
        var port = replicas.with(request -> {
                    var response = request.response().setStatusCode(status).putHeader("ETag", "\"e\"");
                    if (status == 200) {
                        response.putHeader("Content-Length", "4711");
                    }
                    response.end();
                })
                .open();

        try (var wire = new Wire(port)) {
            var first = wire.head(method + " /v2/a/blobs/x HTTP/1.1", "Host: a").readHead();
            var second =
                    wire.head(method + " /v2/a/blobs/x HTTP/1.1", "Host: a").readHead();

            assertThat(first.getFirst()).contains(" " + status + " ");
            assertThat(first).contains("ETag: \"e\"");
            assertThat(first.stream().anyMatch("Content-Length: 4711"::equalsIgnoreCase))
                    .isEqualTo(status == 200);
            assertThat(second.getFirst()).isEqualTo(first.getFirst());
        }
    }

    private List<String> answered(String... request) throws IOException {
        return answer(
                seeing -> {
                    seen.set(seeing);
                    seeing.response().end();
                },
                request);
    }

    private List<String> answer(io.vertx.core.Handler<HttpServerRequest> behaviour, String... request)
            throws IOException {
        try (var wire = new Wire(replicas.with(behaviour).open())) {
            return wire.head(request).readHead();
        }
    }

    private HttpServerRequest seen() {
        return Objects.requireNonNull(seen.get());
    }
}
