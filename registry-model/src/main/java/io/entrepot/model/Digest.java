package io.entrepot.model;

import java.util.HexFormat;

/** A content address such as {@code sha256:9f86…}. Holding one proves that it is well formed and of a supported algorithm. */
public final class Digest implements Reference {
    private final Algorithm algorithm;
    private final String text;

    private Digest(Algorithm algorithm, String text) {
        this.algorithm = algorithm;
        this.text = text;
    }

    /**
     * Reads {@code algorithm:hex}, lower case, of exactly the algorithm's length.
     *
     * @throws OciException {@code DIGEST_INVALID} for anything else
     */
    public static Digest parse(String text) {
        for (var algorithm : Algorithm.values()) {
            var start = algorithm.label().length() + 1;
            if (text.length() == start + algorithm.hexLength()
                    && text.startsWith(algorithm.label())
                    && text.charAt(start - 1) == ':'
                    && isHex(text, start)) {
                return new Digest(algorithm, text);
            }
        }
        throw OciError.DIGEST_INVALID.because(
                "not a digest of a supported algorithm (sha256 or sha512, lower-case hex)");
    }

    /** The digest of a finished computation. */
    public static Digest of(Algorithm algorithm, byte[] hash) {
        var text = algorithm.label() + ":" + HexFormat.of().formatHex(hash);
        if (text.length() != algorithm.label().length() + 1 + algorithm.hexLength()) {
            throw new IllegalArgumentException("wrong hash length for " + algorithm);
        }
        return new Digest(algorithm, text);
    }

    /** The digest of these bytes. */
    public static Digest of(Algorithm algorithm, byte[] bytes, int offset, int length) {
        var digest = algorithm.newDigest();
        digest.update(bytes, offset, length);
        return of(algorithm, digest.digest());
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    private static boolean isHex(String text, int from) {
        for (var i = from; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && digest.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
