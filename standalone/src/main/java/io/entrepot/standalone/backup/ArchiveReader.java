package io.entrepot.standalone.backup;

import io.entrepot.kit.start.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a backup file once, from its beginning to its end, and knows at the end whether it is whole. */
final class ArchiveReader implements AutoCloseable {

    private static final int BUFFER = 1 << 20;
    private static final int LARGEST_JSON = 64 << 20;

    private final Path file;
    private final TarArchiveInputStream tar;
    private final ArchiveChecksum checksum = new ArchiveChecksum();
    private long entries;

    private ArchiveReader(Path file, TarArchiveInputStream tar) {
        this.file = file;
        this.tar = tar;
    }

    static ArchiveReader open(Path file) {
        try {
            return new ArchiveReader(
                    file, new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)));
        } catch (NoSuchFileException none) {
            throw new Refusal("There is no file " + file);
        } catch (IOException failure) {
            throw Refusal.of(file, failure);
        }
    }

    /** A part of the backup; its bytes must be read before the next one is asked for. */
    record Entry(String name, long size, InputStream content) {}

    /** The next part, or null when the last one has been read and everything is as it was written. */
    @Nullable
    Entry next() {
        try {
            var entry = tar.getNextEntry();
            if (entry == null) {
                throw damaged("it ends too early");
            }
            if (entry.getName().equals(BackupFormat.END)) {
                verifyEnd(entry);
                return null;
            }
            checksum.entry(entry.getName(), entry.getSize());
            entries++;
            return new Entry(entry.getName(), entry.getSize(), new Checked());
        } catch (IOException failure) {
            throw damaged(failure.getMessage());
        }
    }

    JsonObject json(Entry entry) {
        return parse(entry.content(), entry.size());
    }

    private JsonObject parse(InputStream content, long size) {
        if (size > LARGEST_JSON) {
            throw damaged("a part is too large");
        }
        try {
            return new JsonObject(Buffer.buffer(content.readNBytes((int) size)));
        } catch (DecodeException | IOException failure) {
            throw damaged("a part can't be read");
        }
    }

    private void verifyEnd(TarArchiveEntry entry) {
        var end = parse(tar, entry.getSize());
        if (!checksum.finish().equals(end.getValue("sha256")) || entries != end.getLong("entries", -1L)) {
            throw damaged("its checksum is wrong");
        }
    }

    Refusal damaged(@Nullable String reason) {
        return new Refusal(file + " is no whole backup of a registry: " + reason);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** The bytes of the current entry on their way past the checksum. */
    private final class Checked extends InputStream {
        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int read;
            try {
                read = tar.read(target, offset, length);
            } catch (IOException failure) {
                throw damaged(failure.getMessage());
            }
            if (read > 0) {
                checksum.bytes(target, offset, read);
            }
            return read;
        }
    }
}
