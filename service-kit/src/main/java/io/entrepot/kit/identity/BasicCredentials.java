package io.entrepot.kit.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A name and its secret as HTTP's Basic scheme carries them (RFC 7617). */
public record BasicCredentials(String name, String secret) {
    private static final String SCHEME = "Basic";

    /**
     * Reads the value of an {@code Authorization} header; null where it is no such pair. Whoever shows something that
     * isn't understood tries to log in, and isn't to be taken for somebody who doesn't: that there is no header at
     * all is the caller's to tell.
     */
    public static @Nullable BasicCredentials parse(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        var space = authorization.indexOf(' ');
        var scheme = space < 0 ? authorization : authorization.substring(0, space);
        if (!scheme.equalsIgnoreCase(SCHEME)) {
            return null;
        }
        try {
            var pair = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(scheme.length()).strip()),
                    StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon > 0 ? new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Without the secret: this may end up in a log. */
    @Override
    public String toString() {
        return "credentials of " + name;
    }
}
