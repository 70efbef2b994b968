package io.entrepot.blob.store.fs;

import io.entrepot.blob.store.BlobWorkers;
import io.entrepot.blob.store.ReadableBlob;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file to read, sent by the kernel where it can be. */
final class FileBlob implements ReadableBlob {
    private final Path path;
    private final BlobWorkers workers;

    FileBlob(Path path, BlobWorkers workers) {
        this.path = path;
        this.workers = workers;
    }

    @Override
    public Future<Void> sendAsEnd(HttpServerResponse response, long offset, long length) {
        return length == 0 ? response.end() : response.sendFile(path.toString(), offset, length);
    }

    @Override
    public Future<Buffer> read(long offset, int length) {
        return workers.call(() -> {
            var bytes = ByteBuffer.allocate(length);
            try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, offset + bytes.position()) < 0) {
                        throw new EOFException("the file ends within the part to read");
                    }
                }
            }
            return Buffer.buffer(bytes.array());
        });
    }
}
