package io.entrepot.standalone.backup;

import io.entrepot.kit.start.Refusal;
import io.entrepot.standalone.DataDirectory;
import io.entrepot.standalone.EarlySettings;
import io.entrepot.standalone.postgres.DatabaseAddress;
import io.entrepot.standalone.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a registry into one file: rows of one moment, then the objects those rows name. Stored objects never change,
 * so the copy is consistent although pushes go on.
 */
public final class BackupCommand {

    private static final int NAMED_AT_MOST = 10;

    private final Path file;
    private final Path data;
    private final Path blobs;
    private long copied;

    public BackupCommand(Path file, Path data) {
        this.file = file;
        this.data = data;
        this.blobs = EarlySettings.of(data).blobs().orElse(data.resolve("blobs"));
    }

    public void execute() {
        if (Files.exists(file)) {
            throw new Refusal(file + " exists already");
        }
        if (EarlySettings.of(data).hasOtherDatabase()) {
            throw new Refusal(
                    "entrepot.database.url is set: back that database up with its own tools, and then the blobs");
        }
        if (!Files.isDirectory(data.resolve("postgresql").resolve("data"))) {
            throw new Refusal("There is no registry in " + data + "; --data says where it is");
        }
        var lock = DataDirectory.lock(data);
        if (lock == null) {
            write(runningDatabase());
            return;
        }
        try (lock) {
            lock.refuseHalfRestored();
            try (var server = PostgresServer.start(lock.postgres(), new QuietListener())) {
                write(server.address());
            }
        }
    }

    private DatabaseAddress runningDatabase() {
        var address = PostgresServer.running(data.resolve("postgresql"));
        if (address == null) {
            throw startingOrStopping();
        }
        return address;
    }

    private Refusal startingOrStopping() {
        return new Refusal("The registry in " + data + " is just starting or stopping; try again");
    }

    private void write(DatabaseAddress address) {
        var keys = file.resolveSibling(file.getFileName() + ".objects");
        try {
            try (var archive = new ArchiveWriter(file)) {
                writeRows(address, archive, keys);
                var missing = writeBlobs(archive, keys);
                refuseIfNothingIsThere(missing);
                archive.finish();
                report(missing);
            } finally {
                Files.deleteIfExists(keys);
            }
        } catch (IOException failure) {
            throw Refusal.of(file, failure);
        } catch (SQLException failure) {
            throw "08001".equals(failure.getSQLState()) || "57P03".equals(failure.getSQLState())
                    ? startingOrStopping()
                    : new Refusal("The database could not be read: " + failure.getMessage());
        }
    }

    private static void writeRows(DatabaseAddress address, ArchiveWriter archive, Path keys)
            throws SQLException, IOException {
        // The transaction ends before the long part, so that it doesn't hold up the database's own cleaning.
        try (var snapshot = Snapshot.of(address)) {
            var header = snapshot.header();
            archive.add(BackupFormat.HEADER, header.toJson());
            for (var table : header.tables()) {
                snapshot.copy(table, archive);
            }
            archive.add(BackupFormat.SEQUENCES, BackupFormat.toJson(snapshot.sequences()));
            snapshot.listObjects(keys);
        }
    }

    private List<String> writeBlobs(ArchiveWriter archive, Path keys) throws IOException {
        var missing = new ArrayList<String>();
        var progress = new Progress(System.out, "Copied");
        try (var lines = Files.newBufferedReader(keys)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                var size = Long.parseLong(line.substring(0, space));
                var key = line.substring(space + 1);
                if (copy(archive, key, size)) {
                    copied++;
                    progress.blob(size);
                } else {
                    missing.add(key);
                }
            }
        }
        progress.done();
        return missing;
    }

    /** Many lost files are reported; all of them means that this is the wrong place. */
    private void refuseIfNothingIsThere(List<String> missing) {
        if (copied == 0 && !missing.isEmpty()) {
            throw new Refusal("None of the " + missing.size() + " blobs has its file in " + blobs
                    + ": is entrepot.blob.filesystem.root set for the registry, but not for this backup?");
        }
    }

    /** False when the object isn't there, or isn't what was stored. */
    private boolean copy(ArchiveWriter archive, String key, long size) throws IOException {
        var path = blobs.resolve(key);
        try (var content = Files.newInputStream(path)) {
            if (Files.size(path) != size) {
                return false;
            }
            archive.add(BackupFormat.BLOBS + key, content, size);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private void report(List<String> missing) {
        System.out.println("Backup written to " + file);
        if (!missing.isEmpty()) {
            System.err.println("entrepot: " + missing.size() + " blobs are not in it, their files are lost or damaged: "
                    + String.join(", ", missing.subList(0, Math.min(NAMED_AT_MOST, missing.size())))
                    + (missing.size() > NAMED_AT_MOST ? ", ..." : ""));
        }
    }
}
