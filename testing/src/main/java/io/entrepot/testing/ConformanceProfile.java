package io.entrepot.testing;

import java.util.Locale;
import java.util.Map;

/** A way to run the official suite: what the registry is set to, and what the suite is told to check. */
enum ConformanceProfile {
    DEFAULTS,
    SPARSE;

    static ConformanceProfile named(String label) {
        for (var profile : values()) {
            if (profile.label().equals(label)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("no profile '" + label + "': defaults or sparse");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Map<String, String> registrySettings() {
        return this == SPARSE ? Map.of("entrepot.manifest.allow-sparse", "true") : Map.of();
    }

    Map<String, String> suiteEnvironment() {
        return this == SPARSE ? Map.of("OCI_VERSION", "dev", "OCI_DATA_SPARSE", "true") : Map.of("OCI_VERSION", "dev");
    }
}
