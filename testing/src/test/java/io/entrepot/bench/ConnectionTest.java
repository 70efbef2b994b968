package io.entrepot.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8);

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Test
    void readsABodyOfKnownLengthAndKeepsTheConnection() throws IOException {
        var responses = exchange("""
                HTTP/1.1 200 OK
                content-length: 5

                helloHTTP/1.1 404 Not Found
                Content-Length: 2
                X-Length: 9

                no""", 2);

        assertThat(responses).extracting(Response::status).containsExactly(200, 404);
        assertThat(responses).extracting(Response::length).containsExactly(5L, 2L);
        assertThat(body.toString(UTF_8)).isEqualTo("hellono");
    }

    @Test
    void readsChunksWithExtensionsAndTrailers() throws IOException {
        var responses = exchange("""
                HTTP/1.1 200 OK
                Transfer-Encoding: chunked

                a;x=y
                0123456789
                3
                abc
                0
                X-Trailer: 1

                HTTP/1.1 204 No Content

                """, 2);

        assertThat(responses).extracting(Response::length).containsExactly(13L, 0L);
        assertThat(body.toString(UTF_8)).isEqualTo("0123456789abc");
    }

    @Test
    void aBodyThatBreaksOffIsAnError() {
        assertThatThrownBy(() -> exchange("HTTP/1.1 200 OK\nContent-Length: 6\n\nhello", 1))
                .hasMessageContaining("in the middle of an answer");
    }

    @Test
    void whatIsNotHttpIsAnError() {
        assertThatThrownBy(() -> exchange("SSH-2.0-server\n\n", 1)).isInstanceOf(WrongAnswer.class);
    }

    /** Sends all the text, with the line ends of HTTP, as the answer to the first request, then closes. */
    private List<Response> exchange(String answers, int count) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served = CompletableFuture.runAsync(() -> serve(server, answers));
            var target = new Target("test", "localhost", server.getLocalPort(), List.of(), Access.OPEN);
            var responses = new ArrayList<Response>();
            try (var connection = new Connection(target)) {
                for (int i = 0; i < count; i++) {
                    responses.add(connection.exchange(REQUEST, bytes -> {
                        while (bytes.hasRemaining()) {
                            body.write(bytes.get());
                        }
                    }));
                }
            }
            served.join();
            return responses;
        }
    }

    private static void serve(ServerSocket server, String answers) {
        try (var socket = server.accept()) {
            socket.getInputStream().readNBytes(REQUEST.length);
            socket.getOutputStream().write(answers.replace("\n", "\r\n").getBytes(UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
