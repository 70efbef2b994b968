package io.entrepot.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The digest algorithms the image specification registers and this registry computes. */
public enum Algorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String label;
    private final String javaName;
    private final int hexLength;

    Algorithm(String label, String javaName, int hexLength) {
        this.label = label;
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /** The name before the colon, as in {@code sha256:…}. */
    public String label() {
        return label;
    }

    /** How many bytes a hash has. */
    public int hashBytes() {
        return hexLength / 2;
    }

    int hexLength() {
        return hexLength;
    }

    /** A fresh digest from the JDK, which uses the processor's SHA instructions. */
    public MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + javaName, e);
        }
    }

    /**
     * The algorithm of this label.
     *
     * @throws OciException {@code DIGEST_INVALID} where there is none
     */
    public static Algorithm parse(String label) {
        var found = labelled(label);
        if (found == null) {
            throw OciError.DIGEST_INVALID.because("unsupported digest algorithm; use sha256 or sha512");
        }
        return found;
    }

    private static @Nullable Algorithm labelled(String label) {
        for (var algorithm : values()) {
            if (algorithm.label.equals(label)) {
                return algorithm;
            }
        }
        return null;
    }
}
