package io.entrepot.blob.store.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes the names in one directory survive a power cut. Callers that come while a sync runs share the next one: a
 * hundred files cost two syncs, not a hundred.
 */
final class DirectorySync {
    private final Path directory;
    private long requested;
    private long synced;
    private boolean running;

    DirectorySync(Path directory) {
        this.directory = directory;
    }

    /** Returns when a sync that began after this call has ended. Blocks. */
    void sync() throws IOException {
        long mine;
        synchronized (this) {
            mine = ++requested;
        }
        while (true) {
            long upTo;
            synchronized (this) {
                while (running && synced < mine) {
                    awaitQuietly();
                }
                if (synced >= mine) {
                    return;
                }
                running = true;
                upTo = requested;
            }
            var done = false;
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
                done = true;
            } finally {
                synchronized (this) {
                    running = false;
                    if (done) {
                        synced = Math.max(synced, upTo);
                    }
                    notifyAll();
                }
            }
        }
    }

    private void awaitQuietly() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a directory was synced", e);
        }
    }
}
