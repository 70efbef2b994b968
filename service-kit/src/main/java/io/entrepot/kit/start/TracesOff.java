package io.entrepot.kit.start;

import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Traces are off unless the owner turns them on. A file would say so to {@code standalone} too, which has no traces and
 * would report the key as one it doesn't know.
 */
public final class TracesOff implements ConfigSource {
    private static final String KEY = "quarkus.otel.sdk.disabled";
    private static final int BELOW_ALL_FILES = 50;

    private final Set<String> names = hasTraces() ? Set.of(KEY) : Set.of();

    private static boolean hasTraces() {
        try {
            Class.forName(
                    "io.opentelemetry.sdk.OpenTelemetrySdk",
                    false,
                    Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return names;
    }

    @Override
    public @Nullable String getValue(String name) {
        return names.contains(name) ? "true" : null;
    }

    @Override
    public int getOrdinal() {
        return BELOW_ALL_FILES;
    }

    @Override
    public String getName() {
        return "traces off";
    }
}
