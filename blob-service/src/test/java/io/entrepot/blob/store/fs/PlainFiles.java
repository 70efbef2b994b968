package io.entrepot.blob.store.fs;

import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.BlobWorkers;
import java.nio.file.Path;
import java.util.Optional;

/** Files without the framework. */
public final class PlainFiles {
    private record Config(Optional<Path> root, boolean sync, boolean shared) implements FilesystemConfig {}

    private PlainFiles() {}

    public static BlobStore in(Path root, BlobWorkers workers) {
        return new FilesystemBlobStore(new Config(Optional.of(root), true, false), workers);
    }
}
