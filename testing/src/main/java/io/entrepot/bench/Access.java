package io.entrepot.bench;

/** How requests say who sends them. */
enum Access {
    /** They don't: nobody has to log in. */
    OPEN(""),
    /** By name and secret with each of them. */
    BASIC("basic+"),
    /** By a token that name and secret were shown for. */
    BEARER("bearer+");

    private final String prefix;

    Access(String prefix) {
        this.prefix = prefix;
    }

    /** What this URL begins with says it. */
    static Access of(String url) {
        return url.startsWith(BASIC.prefix) ? BASIC : url.startsWith(BEARER.prefix) ? BEARER : OPEN;
    }

    String without(String url) {
        return url.substring(prefix.length());
    }
}
