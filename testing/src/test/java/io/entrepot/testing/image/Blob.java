package io.entrepot.testing.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Bytes with their media type and digest, as a descriptor names them. */
public final class Blob {
    private final String mediaType;
    private final byte[] bytes;
    private final String digest;

    private Blob(String mediaType, byte[] bytes, String digest) {
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.digest = digest;
    }

    public static Blob of(String mediaType, byte[] bytes) {
        return new Blob(mediaType, bytes, digest("sha256", bytes));
    }

    public static Blob json(String mediaType, String json) {
        return of(mediaType, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Always the same bytes for the same seed, and nothing that compresses. */
    public static byte[] random(long seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static String digest(String algorithm, byte[] bytes) {
        try {
            var name = algorithm.equals("sha512") ? "SHA-512" : "SHA-256";
            return algorithm + ":"
                    + HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The bytes of one that is text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public String digest() {
        return digest;
    }

    public int size() {
        return bytes.length;
    }

    /** The digest without its algorithm: the file name in an image layout. */
    public String hex() {
        return digest.substring(digest.indexOf(':') + 1);
    }

    public String descriptor() {
        return descriptor("");
    }

    /** With further members of the JSON object, each beginning with a comma. */
    public String descriptor(String more) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}".formatted(mediaType, digest, size(), more);
    }

    @Override
    public String toString() {
        return digest + " (" + size() + " bytes of " + mediaType + ")";
    }
}
