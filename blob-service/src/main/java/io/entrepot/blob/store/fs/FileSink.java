package io.entrepot.blob.store.fs;

import io.entrepot.blob.store.BlobSink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A file being appended to. */
final class FileSink implements BlobSink {
    private final FileChannel channel;
    private final @Nullable DirectorySync directory;

    FileSink(FileChannel channel, @Nullable DirectorySync directory) {
        this.channel = channel;
        this.directory = directory;
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        try {
            writeFully(channel, bytes);
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
    public Future<Void> sync() {
        try {
            if (directory != null) {
                channel.force(false);
                directory.sync();
            }
            return Future.succeededFuture();
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
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
