package io.entrepot.standalone.postgres;

import io.entrepot.kit.start.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once into a directory named after their version. */
record PostgresBinaries(Path directory) {

    static final String VERSION = "18.1";
    static final String MAJOR = "18";

    /** Unpacks into {@code parent} unless this version is there already; an interrupted attempt leaves no trace. */
    static PostgresBinaries in(Path parent) throws IOException {
        var directory = parent.resolve("server-" + VERSION);
        if (!Files.isDirectory(directory)) {
            var unfinished = parent.resolve("server-" + VERSION + ".unfinished");
            FileTree.delete(unfinished);
            unpack(unfinished);
            FileTree.sync(unfinished);
            Files.move(unfinished, directory);
        }
        return new PostgresBinaries(directory);
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    private static void unpack(Path target) throws IOException {
        var archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (var resource = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (resource == null) {
                throw new Refusal("This build has no PostgreSQL for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch") + " (" + archive + "): build it on this machine");
            }
            unpack(resource, target);
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("an entry outside of its archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (isNeeded(entry.getName())) {
                    Files.createDirectories(path.getParent());
                    write(tar, entry, path);
                }
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** Static libraries and build metadata are for compiling against PostgreSQL. */
    private static boolean isNeeded(String name) {
        return !name.endsWith(".a") && !name.endsWith(".pc");
    }

    static String archiveName(String osName, String osArch) {
        var os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var arch = switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> osArch;
        };
        return "postgres-" + os + "-" + arch + ".txz";
    }
}
