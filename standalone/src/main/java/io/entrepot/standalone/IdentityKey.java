package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import io.entrepot.standalone.postgres.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of this registry's signing keys: a file of its own, so that the database alone is worth nothing. */
final class IdentityKey {
    private static final int BYTES = 32;

    private IdentityKey() {}

    /** The file, which only the owner of the data directory can read; made where there is none. */
    static Path in(DataDirectory data) {
        var file = data.identityKey();
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return file;
        } catch (IOException failure) {
            throw Refusal.of(file, failure);
        }
    }

    private static void make(Path file) throws IOException {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, Base64.getEncoder().encodeToString(secret));
        FileTree.syncOne(unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        FileTree.syncNames(file);
    }
}
