package io.entrepot.standalone.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** What is done to a directory with everything in it. */
public final class FileTree {

    private static final int SYNCS_AT_ONCE = 16;

    private FileTree() {}

    /** Deletes a directory and all in it; fine if it isn't there. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (var path : deepestFirst(directory)) {
            Files.delete(path);
        }
    }

    /**
     * Makes files and names durable, so that a rename that follows can't outlive them. Many at a time, because a file
     * system then writes its journal once for many.
     */
    static void sync(Path directory) throws IOException {
        var failures = new ConcurrentLinkedQueue<IOException>();
        try (var workers = Executors.newFixedThreadPool(SYNCS_AT_ONCE)) {
            for (var path : deepestFirst(directory)) {
                if (!Files.isSymbolicLink(path)) {
                    workers.execute(() -> {
                        try {
                            syncOne(path);
                        } catch (IOException failure) {
                            failures.add(failure);
                        }
                    });
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.element();
        }
    }

    /** Makes the names in all directories durable, where the files are so already. */
    public static void syncDirectories(Path directory) throws IOException {
        for (var path : deepestFirst(directory)) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                syncOne(path);
            }
        }
    }

    /** Syncs one file, or the names in one directory. */
    public static void syncOne(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the name of a file durable. */
    public static void syncNames(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            syncOne(parent);
        }
    }

    private static List<Path> deepestFirst(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
