package io.entrepot.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a PostgreSQL server writes about itself into {@code postmaster.pid}. */
public record PostmasterFile(long pid, int port) {

    static final String NAME = "postmaster.pid";

    /** Null when there is no such file, or when its server is only just writing it. */
    static @Nullable PostmasterFile read(Path cluster) throws IOException {
        try {
            return parse(Files.readAllLines(cluster.resolve(NAME)));
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    static @Nullable PostmasterFile parse(List<String> lines) {
        try {
            return lines.size() < 4
                    ? null
                    : new PostmasterFile(
                            Long.parseLong(lines.get(0).strip()),
                            Integer.parseInt(lines.get(3).strip()));
        } catch (NumberFormatException unfinished) {
            return null; // no server writes such a file, other than half
        }
    }
}
