package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import io.entrepot.standalone.postgres.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything one registry keeps: its database, its blobs, its own settings file. Holding an instance proves that no
 * other process uses the directory.
 */
public final class DataDirectory implements AutoCloseable {

    /** Present while a restore runs; a directory that still has it afterwards holds half a registry. */
    private static final String RESTORE_MARKER = "restore.unfinished";

    static final String SETTINGS = "entrepot.properties";

    private static final String CONTROL = "control";
    private static final String LOCK = "entrepot.lock";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Creates the directory where needed and locks it, or says in one line why not. */
    public static DataDirectory open(Path path) {
        var directory = lock(path);
        if (directory == null) {
            throw new Refusal("The data directory " + path + " is in use by another Entrepot:"
                    + " stop that one, or choose another directory with --data");
        }
        return directory;
    }

    /** As {@link #open}, but null when another process holds the directory. */
    public static @Nullable DataDirectory lock(Path path) {
        try {
            createPrivate(path);
            var channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
            if (holds(channel)) {
                return new DataDirectory(path.toRealPath(), channel);
            }
            channel.close();
            return null;
        } catch (IOException failure) {
            throw failure instanceof FileAlreadyExistsException
                    ? new Refusal(path + " is a file, not a directory")
                    : Refusal.of(path, failure);
        }
    }

    private static void createPrivate(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }

    private static boolean holds(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false; // two registries in one JVM: the second one is a second user all the same
        }
    }

    public Path path() {
        return path;
    }

    public Path blobs() {
        return path.resolve("blobs");
    }

    public Path postgres() {
        return path.resolve("postgresql");
    }

    /** The file with the secret under which the signing keys in the database are encrypted. */
    public Path identityKey() {
        return path.resolve("identity.key");
    }

    /** Where the owner of a running registry can talk to it; nobody else may go there. */
    static Path controlSocket(Path data) {
        return data.resolve(CONTROL).resolve("socket");
    }

    /** The place for it, which only the owner of this process may enter, and which nobody listens at. */
    Path claimControlSocket() throws IOException {
        var folder = path.resolve(CONTROL);
        createPrivate(folder);
        Files.setPosixFilePermissions(folder, OWNER_ONLY); // it may be older
        var socket = controlSocket(path);
        Files.deleteIfExists(socket);
        return socket;
    }

    /** Settings of this registry, if its owner wrote some. */
    Path settings() {
        return path.resolve(SETTINGS);
    }

    private Path restoreMarker() {
        return path.resolve(RESTORE_MARKER);
    }

    /** Takes an empty directory, or what an interrupted restore left in one; from here on only a restore may use it. */
    public void claimForRestore() throws IOException {
        if (Files.exists(restoreMarker())) {
            clear();
        } else if (!isEmpty()) {
            throw new Refusal(path + " is not empty: restore into a directory that is (--data DIR)");
        }
        Files.createFile(restoreMarker());
        FileTree.syncOne(path);
    }

    /** The directory holds a whole registry now. */
    public void restored() throws IOException {
        FileTree.syncOne(path);
        Files.delete(restoreMarker());
        FileTree.syncOne(path);
    }

    /** Deletes all but the lock; the marker of a restore last. */
    public void clear() throws IOException {
        List<Path> entries;
        try (var all = Files.list(path)) {
            entries = all.filter(entry -> !entry.endsWith(LOCK) && !entry.endsWith(RESTORE_MARKER))
                    .toList();
        }
        for (var entry : entries) {
            FileTree.delete(entry);
        }
        Files.deleteIfExists(restoreMarker());
    }

    public void refuseHalfRestored() {
        if (Files.exists(restoreMarker())) {
            throw new Refusal("A restore into " + path + " was not finished: run ./entrepot restore FILE --data " + path
                    + " again");
        }
    }

    /** Whether nothing but the lock is in it. */
    private boolean isEmpty() {
        try (var entries = Files.list(path)) {
            return entries.allMatch(entry -> entry.endsWith(LOCK));
        } catch (IOException failure) {
            throw Refusal.of(path, failure);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failure) {
            throw Refusal.of(path, failure);
        }
    }
}
