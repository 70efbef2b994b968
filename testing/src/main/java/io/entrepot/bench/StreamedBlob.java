package io.entrepot.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A blob of many megabytes that is never held whole: one megabyte, sent again and again, of which the first copy makes
 * the blob unlike any other. It goes out in chunked encoding with 32 KiB chunks, as Docker and Podman send layers.
 */
final class StreamedBlob {
    static final int MEGABYTE = 1_000_000;
    private static final int CHUNK = 32 * 1024;
    private static final byte[] PATTERN = Blob.noise(MEGABYTE);
    private static final ByteBuffer FRAMED_PATTERN = frame(PATTERN);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);

    private final int megabytes;
    private final ByteBuffer first;
    private final String digest;

    StreamedBlob(int megabytes) {
        this.megabytes = megabytes;
        var start = Blob.distinct(PATTERN);
        this.first = frame(start);
        var hash = Blob.sha256();
        hash.update(start);
        for (int i = 1; i < megabytes; i++) {
            hash.update(PATTERN);
        }
        this.digest = Blob.digest(hash.digest());
    }

    private static ByteBuffer frame(byte[] content) {
        int chunks = (content.length + CHUNK - 1) / CHUNK;
        var framed = ByteBuffer.allocateDirect(content.length + chunks * 16);
        for (int start = 0; start < content.length; start += CHUNK) {
            int length = Math.min(CHUNK, content.length - start);
            framed.put((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            framed.put(content, start, length).put((byte) '\r').put((byte) '\n');
        }
        return framed.flip();
    }

    String digest() {
        return digest;
    }

    long length() {
        return (long) megabytes * MEGABYTE;
    }

    void send(Connection connection) throws IOException {
        connection.send(first.duplicate());
        for (int i = 1; i < megabytes; i++) {
            connection.send(FRAMED_PATTERN.duplicate());
        }
        connection.send(ByteBuffer.wrap(LAST_CHUNK));
    }
}
