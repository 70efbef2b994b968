package io.entrepot.testing.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** A layer: a tar archive with one file, and its compressed forms. */
final class Layers {
    private static final int BLOCK = 512;
    private static final int ZSTD_MAGIC = 0xFD2FB528;
    private static final int ZSTD_BLOCK = 100_000;

    private Layers() {}

    static byte[] tar(String name, byte[] content) {
        var header = ByteBuffer.allocate(BLOCK);
        header.put(0, ascii(name));
        header.put(100, ascii("0000644\0"));
        header.put(108, ascii("0000000\0"));
        header.put(116, ascii("0000000\0"));
        header.put(124, ascii("%011o\0".formatted(content.length)));
        header.put(136, ascii("00000000000\0"));
        header.put(148, ascii("        ")); // the checksum counts itself as blanks
        header.put(156, ascii("0"));
        header.put(257, ascii("ustar\00000"));
        var sum = 0;
        for (var one : header.array()) {
            sum += one & 0xff;
        }
        header.put(148, ascii("%06o\0 ".formatted(sum)));
        var padded = (content.length + BLOCK - 1) / BLOCK * BLOCK;
        return ByteBuffer.allocate(BLOCK + padded + 2 * BLOCK)
                .put(header.array())
                .put(content)
                .array();
    }

    static byte[] gzip(byte[] tar) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A valid zstd frame of raw blocks (RFC 8878): what matters here is that clients take and unpack it, not its size. */
    static byte[] zstd(byte[] tar) {
        var blocks = tar.length / ZSTD_BLOCK + 1;
        var frame = ByteBuffer.allocate(9 + tar.length + 3 * blocks).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(ZSTD_MAGIC).put((byte) 0b1010_0000).putInt(tar.length); // single segment, 4-byte content size
        for (var i = 0; i < blocks; i++) {
            var from = i * ZSTD_BLOCK;
            var length = Math.min(ZSTD_BLOCK, tar.length - from);
            var header = length << 3 | (i == blocks - 1 ? 1 : 0);
            frame.put((byte) header).put((byte) (header >> 8)).put((byte) (header >> 16));
            frame.put(tar, from, length);
        }
        return frame.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
