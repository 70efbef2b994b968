package io.entrepot.testing.large;

import io.entrepot.testing.image.Blob;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A blob that is made while it is sent: nobody ever has more of it than a buffer. */
final class GeneratedBlob extends InputStream {
    private static final byte[] PATTERN = Blob.random(9, 1 << 20);

    private final long size;
    private final MessageDigest hash;
    private long sent;
    private @Nullable String digest;

    GeneratedBlob(long size) {
        this.size = size;
        this.hash = sha256();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String digest(MessageDigest hash) {
        return "sha256:" + HexFormat.of().formatHex(hash.digest());
    }

    /** Known once all of it was sent. */
    String digest() {
        return Objects.requireNonNull(digest, "not yet sent");
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        if (sent == size) {
            if (digest == null) {
                digest = digest(hash);
            }
            return -1;
        }
        var start = (int) (sent % PATTERN.length);
        var count = (int) Math.min(Math.min(length, size - sent), PATTERN.length - start);
        System.arraycopy(PATTERN, start, to, offset, count);
        hash.update(to, offset, count);
        sent += count;
        return count;
    }
}
