package io.entrepot.testing.architecture;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's files are, seen from a test's working folder. */
final class Project {
    private Project() {}

    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not started within the project");
            }
        }
        return folder;
    }
}
