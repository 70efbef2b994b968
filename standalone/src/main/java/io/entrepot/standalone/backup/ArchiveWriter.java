package io.entrepot.standalone.backup;

import io.entrepot.standalone.postgres.FileTree;
import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a backup file under another name, which it loses only when it is complete and on disk. */
final class ArchiveWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final Path unfinished;
    private final TarArchiveOutputStream tar;
    private final ArchiveChecksum checksum = new ArchiveChecksum();
    private final byte[] buffer = new byte[BUFFER];
    private final FileTime begun = FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private long entries;

    ArchiveWriter(Path file) throws IOException {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        // What is in it may be private, and nobody but the owner could read it before.
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        tar = new TarArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER), StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    void add(String name, JsonObject json) throws IOException {
        var bytes = json.toBuffer().getBytes();
        add(name, bytes, bytes.length);
    }

    void add(String name, byte[] bytes, int length) throws IOException {
        begin(name, length);
        write(bytes, length);
        tar.closeArchiveEntry();
    }

    void add(String name, InputStream content, long size) throws IOException {
        begin(name, size);
        for (long left = size; left > 0; ) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException(name + " became shorter while it was copied");
            }
            write(buffer, read);
            left -= read;
        }
        tar.closeArchiveEntry();
    }

    private void begin(String name, long size) throws IOException {
        tar.putArchiveEntry(entry(name, size));
        checksum.entry(name, size);
        entries++;
    }

    private TarArchiveEntry entry(String name, long size) {
        var entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(0100600);
        entry.setLastModifiedTime(begun); // whole seconds: a fraction would cost each entry a header of its own
        return entry;
    }

    private void write(byte[] bytes, int length) throws IOException {
        tar.write(bytes, 0, length);
        checksum.bytes(bytes, 0, length);
    }

    /** Seals the file and gives it its name. */
    void finish() throws IOException {
        var sum = checksum.finish();
        var end = new JsonObject()
                .put("entries", entries)
                .put("sha256", sum)
                .toBuffer()
                .getBytes();
        tar.putArchiveEntry(entry(BackupFormat.END, end.length));
        tar.write(end);
        tar.closeArchiveEntry();
        tar.close();
        FileTree.syncOne(unfinished);
        Files.move(unfinished, file);
        FileTree.syncNames(file);
    }

    /** Leaves nothing behind unless {@link #finish} was reached. */
    @Override
    public void close() throws IOException {
        try {
            tar.close();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
