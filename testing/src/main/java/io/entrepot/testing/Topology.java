package io.entrepot.testing;

import java.util.List;
import java.util.Locale;

/** The two packagings of a registry. */
public enum Topology {
    STANDALONE,
    SERVICES;

    /** What the system property {@code entrepot.topology} says, else {@code standalone}. */
    public static Topology current() {
        return valueOf(System.getProperty("entrepot.topology", "standalone").toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> options(int replicas) {
        return this == SERVICES ? List.of("--services", "--replicas", Integer.toString(replicas)) : List.of();
    }
}
