package io.entrepot.bench;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes with their digest. */
final class Blob {
    private static final long RUN = new SplittableRandom().nextLong();
    private static final AtomicLong COUNTER = new AtomicLong();

    private final byte[] bytes;
    private final String digest;

    private Blob(byte[] bytes, String digest) {
        this.bytes = bytes;
        this.digest = digest;
    }

    static Blob of(byte[] bytes) {
        return new Blob(bytes, digest(sha256().digest(bytes)));
    }

    /** Content that no blob of this or another run has had: the given bytes, their first sixteen replaced. */
    static byte[] distinct(byte[] pattern) {
        var bytes = pattern.clone();
        ByteBuffer.wrap(bytes).putLong(RUN).putLong(COUNTER.incrementAndGet());
        return bytes;
    }

    static byte[] noise(int length) {
        var bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String digest(byte[] hash) {
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    /** Not copied: to be read only. */
    byte[] bytes() {
        return bytes;
    }

    String digest() {
        return digest;
    }
}
