package io.entrepot.blob.store.s3;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A stream of unknown length that has begun and doesn't end. */
final class HalfUpload implements AutoCloseable {
    private final Socket socket;

    HalfUpload(URI registry, String session) throws IOException {
        socket = new Socket(registry.getHost(), registry.getPort());
        socket.getOutputStream()
                .write(("PATCH " + session + " HTTP/1.1\r\nHost: registry\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    void send(byte[] bytes, int from, int to) throws IOException {
        var out = socket.getOutputStream();
        out.write((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, from, to - from);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Ends the stream, and tells the status of the answer. */
    int end() throws IOException {
        socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        return Integer.parseInt(status.substring(9));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
