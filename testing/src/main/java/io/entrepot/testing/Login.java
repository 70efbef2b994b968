package io.entrepot.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A name and its secret. */
public record Login(String name, String password) {
    /** The value of {@code Authorization}. */
    public String basic() {
        return "Basic " + encoded();
    }

    /** As clients keep it in their files. */
    public String encoded() {
        return Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Without the secret: this may end up in a log. */
    @Override
    public String toString() {
        return name;
    }
}
