package io.entrepot.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files in which a registry, or the S3 server of its services, keeps whole blobs. A test that looks for its own gives
 * them a size nobody else uses.
 */
public final class BlobFiles {
    private BlobFiles() {}

    public static Path root(RunningRegistry registry) {
        var bucket = registry.data().resolve("services/s3/objects/entrepot");
        return Files.isDirectory(bucket) ? bucket : registry.data().resolve("blobs");
    }

    public static List<Path> ofSize(RunningRegistry registry, long size) {
        try (var files = Files.walk(root(registry))) {
            return files.filter(file -> isOfSize(file, size)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfSize(Path file, long size) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == size;
        } catch (NoSuchFileException e) {
            return false; // deleted meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
