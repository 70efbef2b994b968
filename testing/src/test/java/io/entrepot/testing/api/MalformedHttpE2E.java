package io.entrepot.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import io.entrepot.testing.wire.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the framework would refuse in words of its own, or not at all. */
@ExtendWith(StartedRegistries.class)
class MalformedHttpE2E {
    private static final String REPOSITORY = "api/malformed";

    private RunningRegistry registry;

    @BeforeEach
    void connect(RunningRegistry shared) {
        registry = shared;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/api/malformed/manifests/%zz",
                "GET /v2/api/malformed/manifests/%",
                "GET /v2/%/tags/list",
                "GET /v2/_catalog?n=%zz",
                "GET /v2/api/malformed/tags/list?last=%",
                "GET /%zz",
                "PUT /v2/api/malformed/manifests/x?tag=%zz",
                "POST /v2/api/malformed/blobs/uploads/?mount=%zz",
            })
    void whatCannotBeDecodedIsRefusedInTheRegistrysFormat(String request) throws IOException {
        try (var connection = new RawConnection(registry)) {
            connection.head(request, "Content-Length: 0", "Connection: close");

            assertRefused(connection.readToEnd(), 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/repositories/%zz/tags/b/history",
                "GET /api/v1/repositories/a/tags/b/history?limit=%zz",
            })
    void whatCannotBeDecodedOfTheManagementApiIsAProblem(String request) throws IOException {
        try (var connection = new RawConnection(registry)) {
            connection.head(request);

            assertThat(connection.readHead())
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("\r\ncontent-type: application/problem+json\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /v2/ HTTP/1.1\r\n\r\n", "GET /v2/ HTTP/1.1\r\nHost: a b\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"})
    void aRequestWithoutAHostIsRefusedSo(String request) throws IOException {
        try (var connection = new RawConnection(registry)) {
            connection.write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(connection.readHead())
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("\r\ncontent-type: application/json\r\n");
            assertThat(Files.readString(registry.log())).doesNotContain("'Host' header is required");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/", "/token", "/api/v1/repositories/a/tags/b/history", "/"})
    void aRequestForTwoHostsIsRefused(String path) throws IOException {
        try (var connection = new RawConnection(registry)) {
            connection.head("GET " + path, "Host: elsewhere");

            assertThat(connection.readHead()).startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xchunked", "gzip", "identity"})
    void aBodyInACodingNobodyKnowsIsNotTakenForTheNextRequest(String coding) throws IOException {
        try (var connection = new RawConnection(registry)) {
            connection.head("PUT /v2/" + REPOSITORY + "/manifests/x", "Transfer-Encoding: " + coding);
            connection.write("GET /v2/ HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            var answers = connection.readToEnd();

            assertRefused(answers, 400);
            assertThat(answers.split("HTTP/1.1 ")).hasSize(2);
        }
    }

    @Test
    void aBodyThatIsBadlyFramedIsNoFaultOfTheRegistry() throws IOException {
        var client = new OciClient(registry);
        var session = OciClient.location(client.startUpload(REPOSITORY));
        for (var request : new String[] {
            "PATCH " + session,
            "PUT " + session + "?digest=" + Repository.EMPTY.digest(),
            "PUT /v2/" + REPOSITORY + "/manifests/x"
        }) {
            try (var connection = new RawConnection(registry)) {
                connection.head(request, "Transfer-Encoding: chunked");
                connection.write("5\r\nhello\r\nzz\r\n".getBytes(StandardCharsets.US_ASCII));

                assertThat(connection.readToEnd()).doesNotContain(" 201 ").doesNotContain(" 202 ");
            }
        }

        assertThat(Files.readString(registry.log())).doesNotContain("NumberFormatException");
        assertThat(client.get(session).statusCode()).isEqualTo(204);
        assertThat(client.pushBlob(REPOSITORY, Blob.json("text/plain", "after")).statusCode())
                .isEqualTo(201);
    }

    private static void assertRefused(String answer, int status) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("\r\ncontent-type: application/json\r\n")
                .contains("{\"errors\":[{\"code\":\"");
    }
}
