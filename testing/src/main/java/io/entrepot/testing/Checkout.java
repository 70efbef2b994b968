package io.entrepot.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree this code runs in; the registry is started through the launcher script at its root. */
public record Checkout(Path root) {
    /** The tree named by the system property {@code entrepot.home}, else the nearest one above the working directory. */
    public static Checkout find() {
        var named = System.getProperty("entrepot.home");
        if (named != null) {
            return new Checkout(Path.of(named).toAbsolutePath());
        }
        for (var directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.isExecutable(directory.resolve("entrepot"))) {
                return new Checkout(directory);
            }
        }
        throw new IllegalStateException(
                "no launcher script 'entrepot' here or above " + Path.of("").toAbsolutePath());
    }

    Path launcher() {
        return root.resolve("entrepot");
    }
}
