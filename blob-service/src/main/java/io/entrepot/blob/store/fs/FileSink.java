package io.entrepot.blob.store.fs;

import io.entrepot.blob.store.BlobSink;
import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file being appended to. */
final class FileSink implements BlobSink {
    private final FileChannel channel;
    private final @Nullable DirectorySync directory;
    private final Draft opened;
    private final @Nullable StorageKey copied;
    private long length;

    /**
     * @param directory null where nothing is to be synced
     * @param copied the file that has the first bytes too
     */
    FileSink(FileChannel channel, @Nullable DirectorySync directory, Draft opened, @Nullable StorageKey copied) {
        this.channel = channel;
        this.directory = directory;
        this.opened = opened;
        this.copied = copied;
        this.length = opened.length();
    }

    @Override
    public Draft opened() {
        return opened;
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        try {
            writeFully(channel, bytes);
            length += bytes.length();
            return Future.succeededFuture();
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    @SuppressWarnings("deprecation") // the bytes as they are, without the copy that getBytes() makes
    static void writeFully(FileChannel channel, Buffer bytes) throws IOException {
        var rest = bytes.getByteBuf().nioBuffer();
        while (rest.hasRemaining()) {
            var written = channel.write(rest);
            if (written < 0) {
                throw new IOException("the file takes no more bytes");
            }
        }
    }

    @Override
    public Future<Draft> sync() {
        try {
            if (directory != null) {
                channel.force(false);
                directory.sync();
            }
            return Future.succeededFuture(new Draft(opened.key(), length, null));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public Future<Draft> end() {
        return sync();
    }

    @Override
    public List<StorageKey> superseded(Draft recorded) {
        return copied == null ? List.of() : List.of(copied);
    }

    @Override
    public List<StorageKey> forsaken() {
        // Where the file was continued in place, it is what the newer writer began with.
        return copied == null ? List.of() : List.of(opened.key());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
