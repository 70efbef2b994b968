package io.entrepot.blob.store.fs;

import io.entrepot.blob.store.BlobSink;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.BlobWorkers;
import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.LostBlob;
import io.entrepot.blob.store.ReadableBlob;
import io.entrepot.blob.store.Sealed;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.kit.start.Refusal;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Objects as files at {@code root/<day>/<upload>-<claim>}, each written in its final place. */
@ApplicationScoped
@Identifier("filesystem")
public class FilesystemBlobStore implements BlobStore {
    private final Path root;
    private final boolean sync;
    private final BlobWorkers workers;
    private final DirectorySync rootSync;
    private final ConcurrentMap<String, DirectorySync> days = new ConcurrentHashMap<>();

    public FilesystemBlobStore(FilesystemConfig config, BlobWorkers workers) {
        this.root = config.root()
                .orElseThrow(() ->
                        new Refusal("entrepot.blob.store is filesystem, but entrepot.blob.filesystem.root is not set"));
        this.sync = config.sync();
        this.workers = workers;
        this.rootSync = new DirectorySync(root);
    }

    @Override
    public Future<Void> put(StorageKey key, Buffer bytes) {
        return workers.call(() -> {
            var day = day(key);
            try (var channel = FileChannel.open(path(key), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                FileSink.writeFully(channel, bytes);
                if (sync) {
                    channel.force(false);
                }
            }
            if (sync) {
                day.sync();
            }
            return null;
        });
    }

    @Override
    public Future<BlobSink> open(StorageKey key, int writer, Draft from) {
        return workers.call(() -> {
            var day = day(key);
            var copied = key.equals(from.key()) ? null : from.key();
            var channel = FileChannel.open(path(key), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (copied != null && from.length() > 0) {
                    copy(copied, channel, from.length());
                }
                truncate(key, channel, from.length());
                return new FileSink(channel, sync ? day : null, new Draft(key, from.length(), null), copied);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        });
    }

    private static void truncate(StorageKey key, FileChannel channel, long length) throws IOException {
        if (channel.size() < length) {
            throw new LostBlob(key, "has " + channel.size() + " bytes of the " + length + " received");
        }
        channel.truncate(length).position(length);
    }

    @Override
    public int preferredChunk() {
        return 0;
    }

    @Override
    public Future<Sealed> seal(Draft draft) {
        return workers.call(() -> {
            try (var channel = FileChannel.open(path(draft.key()), StandardOpenOption.WRITE)) {
                if (channel.size() != draft.length()) { // bytes of a refused chunk lie behind those that count
                    truncate(draft.key(), channel, draft.length());
                    channel.force(false);
                }
            } catch (NoSuchFileException e) {
                throw new LostBlob(draft.key(), "is absent");
            }
            return new Sealed(draft.key(), List.of());
        });
    }

    private void copy(StorageKey from, FileChannel to, long length) throws IOException {
        try (var source = FileChannel.open(path(from), StandardOpenOption.READ)) {
            for (var done = 0L; done < length; ) {
                var count = source.transferTo(done, length - done, to.position(done));
                if (count <= 0) {
                    throw new LostBlob(from, "ends at " + done + " bytes of the " + length + " received");
                }
                done += count;
            }
            if (sync) {
                to.force(false);
            }
        } catch (NoSuchFileException e) {
            throw new LostBlob(from, "is absent");
        }
    }

    @Override
    public Future<ReadableBlob> read(StorageKey key, long size) {
        return verify(key, size).map(whole -> new FileBlob(path(key), workers));
    }

    @Override
    public Future<Void> verify(StorageKey key, long size) {
        return workers.call(() -> {
            try {
                var actual = Files.size(path(key));
                if (actual != size) {
                    throw new LostBlob(key, "has " + actual + " bytes instead of " + size);
                }
            } catch (NoSuchFileException e) {
                throw new LostBlob(key, "is absent");
            }
            return null;
        });
    }

    @Override
    public Future<@Nullable URI> link(StorageKey key, long size) {
        return Future.succeededFuture(null);
    }

    @Override
    public Future<Void> delete(StorageKey key) {
        return workers.call(() -> {
            Files.deleteIfExists(path(key));
            return null;
        });
    }

    @Override
    public Future<Void> abandon(StorageKey key) {
        return delete(key);
    }

    /** A file doesn't show whether it is finished. */
    @Override
    public Future<List<StorageKey>> unfinished() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<List<String>> days() {
        return workers.call(() -> names(root).stream()
                .filter(name -> StorageKey.isDay(name) && Files.isDirectory(root.resolve(name)))
                .toList());
    }

    @Override
    public Future<List<StorageKey>> keys(String day, String after, int limit) {
        return workers.call(() -> names(root.resolve(day)).stream()
                .map(name -> day + "/" + name)
                .filter(key -> key.compareTo(after) > 0)
                .limit(limit)
                .map(StorageKey::new)
                .toList());
    }

    private static List<String> names(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of(); // nothing was stored there yet
        }
    }

    private Path path(StorageKey key) {
        return root.resolve(key.value());
    }

    private DirectorySync day(StorageKey key) throws IOException {
        var known = days.get(key.day());
        if (known != null) {
            return known;
        }
        var directory = root.resolve(key.day());
        Files.createDirectories(directory);
        if (sync) {
            rootSync.sync();
        }
        return days.computeIfAbsent(key.day(), day -> new DirectorySync(directory));
    }
}
