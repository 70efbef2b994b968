package io.entrepot.testing.wire;

import io.entrepot.testing.RunningRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection of a client that does what no decent client does. */
public final class RawConnection implements AutoCloseable {
    private final RunningRegistry registry;
    private final Socket socket;

    public RawConnection(RunningRegistry registry) throws IOException {
        this.registry = registry;
        socket = new Socket("localhost", registry.port());
        socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    }

    /** The request line and headers, with a login; the lines that follow are headers without their line ends. */
    public RawConnection head(String requestLine, String... headers) throws IOException {
        return write((requestLine + " HTTP/1.1\r\nHost: localhost\r\n" + login(requestLine)
                        + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The header that shows it, with its line end, for a request line that begins like this. */
    public String login(String requestLine) {
        return registry.authorization(requestLine.split(" ", 3)[1])
                .map(shown -> "Authorization: " + shown + "\r\n")
                .orElse("");
    }

    public RawConnection write(byte[] bytes) throws IOException {
        return write(bytes, bytes.length);
    }

    /** Only the first bytes. */
    public RawConnection write(byte[] bytes, int count) throws IOException {
        socket.getOutputStream().write(bytes, 0, count);
        socket.getOutputStream().flush();
        return this;
    }

    /** The head of the next answer, up to its empty line; what there is of it where the connection ends before. */
    public String readHead() throws IOException {
        var in = socket.getInputStream();
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** All that comes until the registry closes the connection. */
    public String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
