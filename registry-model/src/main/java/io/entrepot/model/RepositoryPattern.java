package io.entrepot.model;

/**
 * Names a set of repositories: a {@code *} stands for any characters within a path component, a last component
 * {@code **} for everything below. {@code team/*} has {@code team/app} but not {@code team/app/debug}, {@code team/**} has
 * both but not {@code team}, and {@code **} has all.
 */
public record RepositoryPattern(String text) {
    public static final RepositoryPattern ALL = new RepositoryPattern("**");

    private static final String BELOW = "/**";
    private static final int MAX_LENGTH = 255;

    /**
     * Reads a pattern.
     *
     * @throws OciException {@code NAME_INVALID}
     */
    public static RepositoryPattern parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw OciError.NAME_INVALID.because("a repository pattern has 1 to 255 characters");
        }
        if (text.equals(ALL.text)) {
            return ALL;
        }
        var above = text.endsWith(BELOW) ? text.substring(0, text.length() - BELOW.length()) : text;
        if (above.contains("**")) {
            throw OciError.NAME_INVALID.because("** stands alone, as the last component of a repository pattern");
        }
        // What is a name with a letter for each star can match a name.
        RepositoryName.parse(above.replace('*', 'x'));
        return new RepositoryPattern(text);
    }

    /** The pattern that only this repository matches. */
    public static RepositoryPattern of(RepositoryName repository) {
        return new RepositoryPattern(repository.value());
    }

    /** What all names that match begin with. */
    public String prefix() {
        var star = text.indexOf('*');
        return star < 0 ? text : text.substring(0, star);
    }

    public boolean matches(RepositoryName repository) {
        var name = repository.value();
        var star = -1; // the last star of this component, and how far into the name it reaches
        var reached = 0;
        var p = 0;
        var n = 0;
        while (n < name.length()) {
            if (text.startsWith("**", p)) {
                return true;
            }
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                reached = n;
            } else if (p < text.length() && text.charAt(p) == name.charAt(n)) {
                star = name.charAt(n) == '/' ? -1 : star;
                p++;
                n++;
            } else if (star >= 0 && name.charAt(reached) != '/') {
                p = star + 1;
                n = ++reached;
            } else {
                return false;
            }
        }
        return p == text.length() || (p == text.length() - 1 && text.charAt(p) == '*');
    }

    @Override
    public String toString() {
        return text;
    }
}
