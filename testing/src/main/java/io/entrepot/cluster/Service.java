package io.entrepot.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The services that are applications of their own, in the order in which a stop leaves the fewest requests hanging. */
public enum Service {
    GATEWAY,
    MANIFEST,
    BLOB,
    AUTH;

    /** Who may do what is asked only where somebody has to log in. */
    static List<Service> needed(boolean open) {
        return Stream.of(values()).filter(service -> service != AUTH || !open).toList();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the build of the service's module leaves to be run. */
    Path application(Path checkout) {
        return checkout.resolve(label() + "-service/target/quarkus-app/quarkus-run.jar");
    }
}
