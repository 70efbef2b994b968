package io.entrepot.model;

/**
 * A repository's name: path components of lower-case letters and digits, separated inside by one {@code .}, one or two
 * {@code _}, or any number of {@code -}; 255 characters in all (distribution specification, "Pulling manifests").
 */
public record RepositoryName(String value) {
    private static final int MAX_LENGTH = 255;

    /**
     * Reads a name by one scan; a regular expression over a long name would overflow the stack.
     *
     * @throws OciException {@code NAME_INVALID}
     */
    public static RepositoryName parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw OciError.NAME_INVALID.because("a repository name has 1 to 255 characters");
        }
        var i = 0;
        while (true) {
            i = endOfComponent(text, i);
            if (i == text.length()) {
                return new RepositoryName(text);
            }
            if (text.charAt(i) != '/') {
                throw malformed();
            }
            i++;
        }
    }

    /** Whether {@link #parse} takes it. */
    static boolean isWellFormed(String text) {
        try {
            parse(text);
            return true;
        } catch (OciException malformed) {
            return false; // the answer, and not worth a second scanner
        }
    }

    /** Where the component that starts here ends: at a slash, the end, or the character that doesn't belong. */
    private static int endOfComponent(String text, int start) {
        var i = endOfAlphanumerics(text, start);
        while (i < text.length() && text.charAt(i) != '/') {
            i = endOfAlphanumerics(text, endOfSeparator(text, i));
        }
        return i;
    }

    private static int endOfAlphanumerics(String text, int start) {
        var i = start;
        while (i < text.length() && isAlphanumeric(text.charAt(i))) {
            i++;
        }
        if (i == start) {
            throw malformed();
        }
        return i;
    }

    private static int endOfSeparator(String text, int start) {
        var c = text.charAt(start);
        var i = start + 1;
        switch (c) {
            case '.' -> {}
            case '_' -> i = i < text.length() && text.charAt(i) == '_' ? i + 1 : i;
            case '-' -> {
                while (i < text.length() && text.charAt(i) == '-') {
                    i++;
                }
            }
            default -> throw malformed();
        }
        return i;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static OciException malformed() {
        return OciError.NAME_INVALID.because(
                "components of lower-case letters and digits, separated by '.', '_', '__' or '-', joined by '/'");
    }

    @Override
    public String toString() {
        return value;
    }
}
