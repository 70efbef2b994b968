package io.entrepot.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection, used by one thread, opened when needed and kept alive. It does no more than a benchmark
 * needs, so that the client's share of the machine stays small. Interrupting the thread ends a read that hangs.
 */
final class Connection implements Closeable {
    private static final int BUFFER = 256 * 1024;

    private final InetSocketAddress address;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private @Nullable SocketChannel channel;

    Connection(Target target) {
        this.address = new InetSocketAddress(target.host(), target.port());
    }

    /** Takes the bytes of a body as they come; it must consume them all. */
    interface BodySink {
        BodySink DISCARD = bytes -> bytes.position(bytes.limit());

        void accept(ByteBuffer bytes);
    }

    Response exchange(byte[] request, BodySink sink) throws IOException {
        send(ByteBuffer.wrap(request));
        return receive(sink);
    }

    void send(ByteBuffer bytes) throws IOException {
        var open = open();
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    Response receive(BodySink sink) throws IOException {
        String head = readHead();
        var response = new Response(head, readBody(head, sink));
        if (response.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
            drop();
        }
        return response;
    }

    private String readHead() throws IOException {
        int scanned = 0;
        while (true) {
            for (int i = in.position() + scanned; i + 4 <= in.limit(); i++) {
                if (in.get(i) == '\r' && in.get(i + 1) == '\n' && in.get(i + 2) == '\r' && in.get(i + 3) == '\n') {
                    String head = text(i - in.position());
                    in.position(i + 4);
                    if (head.length() < 12 || !head.startsWith("HTTP/1.1 ")) {
                        throw new WrongAnswer("not HTTP/1.1: " + head);
                    }
                    return head;
                }
            }
            scanned = Math.max(0, in.remaining() - 3);
            fill();
        }
    }

    private long readBody(String head, BodySink sink) throws IOException {
        if (head.startsWith("204", 9) || head.startsWith("304", 9)) {
            return 0;
        }
        var length = Response.header(head, "Content-Length");
        if (length.isPresent()) {
            long expected = number(length.get(), 10);
            pass(expected, sink);
            return expected;
        }
        if (Response.header(head, "Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isEmpty()) {
            throw new WrongAnswer("an answer without a length: " + head.lines().findFirst());
        }
        return readChunks(sink);
    }

    private long readChunks(BodySink sink) throws IOException {
        long total = 0;
        while (true) {
            String size = readLine();
            int extension = size.indexOf(';');
            long chunk = number(extension < 0 ? size : size.substring(0, extension), 16);
            if (chunk == 0) {
                break;
            }
            pass(chunk, sink);
            total += chunk;
            readLine();
        }
        while (!readLine().isEmpty()) {
            // Trailers say nothing that is measured.
        }
        return total;
    }

    private void pass(long count, BodySink sink) throws IOException {
        long left = count;
        while (left > 0) {
            if (!in.hasRemaining()) {
                fill();
            }
            int end = in.limit();
            int taken = (int) Math.min(left, in.remaining());
            in.limit(in.position() + taken);
            sink.accept(in);
            in.limit(end);
            left -= taken;
        }
    }

    private String readLine() throws IOException {
        while (true) {
            for (int i = in.position(); i + 2 <= in.limit(); i++) {
                if (in.get(i) == '\r' && in.get(i + 1) == '\n') {
                    String line = text(i - in.position());
                    in.position(i + 2);
                    return line;
                }
            }
            fill();
        }
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(text, radix);
        } catch (NumberFormatException e) {
            throw new WrongAnswer("not a length: " + text);
        }
    }

    private String text(int length) {
        var bytes = new byte[length];
        in.get(in.position(), bytes);
        return new String(bytes, ISO_8859_1);
    }

    private void fill() throws IOException {
        in.compact();
        try {
            if (!in.hasRemaining()) {
                throw new WrongAnswer("headers or a line over " + BUFFER + " bytes");
            }
            if (open().read(in) < 0) {
                throw new EOFException("the registry closed the connection in the middle of an answer");
            }
        } finally {
            in.flip();
        }
    }

    private SocketChannel open() throws IOException {
        var current = channel;
        if (current == null) {
            current = SocketChannel.open(address);
            current.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel = current;
        }
        return current;
    }

    /** Forgets the connection and whatever was on its way; the next request opens a new one. */
    void drop() throws IOException {
        var current = channel;
        channel = null;
        in.position(0).limit(0);
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void close() throws IOException {
        drop();
    }
}
