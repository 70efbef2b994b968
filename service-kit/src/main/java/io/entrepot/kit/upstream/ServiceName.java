package io.entrepot.kit.upstream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The services that a registry has where they run apart. */
public enum ServiceName {
    GATEWAY,
    BLOB,
    MANIFEST,
    AUTH;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The service of this label; null where there is none. */
    public static @Nullable ServiceName of(String label) {
        for (var service : values()) {
            if (service.label.equals(label)) {
                return service;
            }
        }
        return null;
    }

    /** As in configuration keys, names of files and lines of logs, such as {@code blob}. */
    @Override
    public String toString() {
        return label;
    }
}
