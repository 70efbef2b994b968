package io.entrepot.testing.fuzz;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Sends bytes, valid HTTP or not, on a connection of their own and says what came back before the server closed it. */
final class RawExchange {
    private static final int HANG = (int) Duration.ofSeconds(30).toMillis();
    private static final Pattern STATUS_LINE = Pattern.compile("[^ ]{1,20} (\\d{3})[^\\r\\n]*\\r\\n");

    private RawExchange() {}

    /**
     * The status of the final answer; empty when the connection was closed without one.
     *
     * @throws java.net.SocketTimeoutException when the server neither answers nor closes
     */
    static OptionalInt send(int port, RandomRequest request) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), HANG);
            socket.setSoTimeout(HANG);
            try {
                socket.getOutputStream().write(request.bytes());
                if (!request.complete()) {
                    socket.shutdownOutput(); // a client that went away in the middle of what it wanted to say
                }
                return status(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
            } catch (SocketException e) {
                return OptionalInt.empty(); // refused before all was sent: closed with bytes unread, seen as a reset
            }
        }
    }

    private static OptionalInt status(String answer) throws IOException {
        var line = STATUS_LINE.matcher(answer);
        while (line.lookingAt()) {
            var status = Integer.parseInt(line.group(1));
            if (status >= 200) {
                return OptionalInt.of(status);
            }
            var next = answer.indexOf("\r\n\r\n", line.end() - 2); // 100 Continue goes before the answer
            if (next < 0) {
                break;
            }
            line.region(next + 4, answer.length());
        }
        if (answer.isEmpty()) {
            return OptionalInt.empty();
        }
        throw new IOException("no HTTP: " + answer.substring(0, Math.min(200, answer.length())));
    }
}
