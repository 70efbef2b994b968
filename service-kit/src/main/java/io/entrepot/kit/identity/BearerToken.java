package io.entrepot.kit.identity;

import org.jspecify.annotations.Nullable;

/** A token as HTTP's Bearer scheme carries it (RFC 6750). */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token in the value of an {@code Authorization} header; null where it is of another scheme or there is none. */
    public static @Nullable String in(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }
}
