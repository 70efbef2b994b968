package io.entrepot.cluster;

import java.nio.file.Path;
import java.util.Locale;

/** The services that are applications of their own, in the order in which a stop leaves the fewest requests hanging. */
public enum Service {
    GATEWAY,
    MANIFEST,
    BLOB;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the build of the service's module leaves to be run. */
    Path application(Path checkout) {
        return checkout.resolve(label() + "-service/target/quarkus-app/quarkus-run.jar");
    }
}
