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
        var mine = request();
        while (awaitTurn(mine)) {
            var upTo = requested();
            var done = false;
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
                done = true;
            } finally {
                ended(done ? upTo : 0);
            }
        }
    }

    private synchronized long request() {
        return ++requested;
    }

    private synchronized long requested() {
        return requested;
    }

    /** Waits for whoever syncs now; true where this caller is to sync next, false where it needs none any more. */
    private synchronized boolean awaitTurn(long mine) throws IOException {
        try {
            while (running && synced < mine) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a directory was synced", e);
        }
        if (synced >= mine) {
            return false;
        }
        running = true;
        return true;
    }

    private synchronized void ended(long upTo) {
        running = false;
        synced = Math.max(synced, upTo);
        notifyAll();
    }
}
