package io.entrepot.testing.wire;

import io.entrepot.testing.RunningRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that promises more bytes than it sends: its connection ends in the middle of a PATCH. */
final class BrokenUpload implements AutoCloseable {
    private final Socket socket;

    /** Sends this many of the bytes and leaves the connection open. */
    BrokenUpload(RunningRegistry registry, String session, byte[] bytes, int sent) throws IOException {
        socket = new Socket("localhost", registry.port());
        var login = registry.authorization(session)
                .map(shown -> "Authorization: " + shown + "\r\n")
                .orElse("");
        var head =
                "PATCH %s HTTP/1.1\r\nHost: %s\r\n%sContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"
                        .formatted(session, registry.host(), login, bytes.length);
        var out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, 0, sent);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
