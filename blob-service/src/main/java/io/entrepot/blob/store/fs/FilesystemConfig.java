package io.entrepot.blob.store.fs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Blobs as files. */
@ConfigMapping(prefix = "entrepot.blob.filesystem")
public interface FilesystemConfig {
    /** The folder that holds the blobs. */
    Optional<Path> root();

    /** Whether several replicas see the same folder; otherwise a second one refuses to start. */
    @WithDefault("false")
    boolean shared();

    /** Whether an upload is answered only after its file and folder were synced to disk. Off, a power cut can lose answered pushes. */
    @WithDefault("true")
    boolean sync();
}
