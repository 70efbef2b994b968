package io.entrepot.testing.clients;

import io.entrepot.testing.image.Blob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What docker and buildah build an image of three layers from, without a base image and without running anything. */
final class BuildContext {
    private BuildContext() {}

    static Path write(Path parent, long seed) throws IOException {
        var directory = Files.createDirectory(parent.resolve("context"));
        for (var i = 0; i < 3; i++) {
            Files.write(directory.resolve("file-" + i), Blob.random(seed + i, 200_000));
        }
        Files.writeString(directory.resolve("Dockerfile"), """
                FROM scratch
                COPY file-0 /
                COPY file-1 /
                COPY file-2 /
                CMD ["/file-0"]
                """);
        return directory;
    }
}
