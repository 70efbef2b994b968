package io.entrepot.model;

/** A tag: 1 to 128 characters of {@code [a-zA-Z0-9_][a-zA-Z0-9._-]*}. */
public record Tag(String value) implements Reference {
    private static final int MAX_LENGTH = 128;

    /**
     * Reads a tag.
     *
     * @throws OciException {@code MANIFEST_INVALID} (the specification has no code of its own for it)
     */
    public static Tag parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !isWord(text.charAt(0))) {
            throw malformed();
        }
        for (var i = 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!isWord(c) && c != '.' && c != '-') {
                throw malformed();
            }
        }
        return new Tag(text);
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static OciException malformed() {
        return OciError.MANIFEST_INVALID.because(
                "a tag has 1 to 128 characters of [a-zA-Z0-9._-] and begins with none of . and -");
    }

    @Override
    public String toString() {
        return value;
    }
}
