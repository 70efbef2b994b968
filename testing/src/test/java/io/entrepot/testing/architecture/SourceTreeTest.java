package io.entrepot.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no compiler checks about the sources. */
class SourceTreeTest {
    private static final int LONGEST = 400;

    @Test
    void noFileGrowsPastFourHundredLines() throws IOException {
        assertThat(sources().stream().filter(file -> lines(file).size() > LONGEST))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        var withoutDescription = sources().stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .filter(folder -> folder.toString().contains("src/main/java"));
        assertThat(withoutDescription).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Project.root())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
