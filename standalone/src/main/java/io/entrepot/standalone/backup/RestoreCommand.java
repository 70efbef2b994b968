package io.entrepot.standalone.backup;

import io.entrepot.kit.start.Refusal;
import io.entrepot.standalone.DataDirectory;
import io.entrepot.standalone.EarlySettings;
import io.entrepot.standalone.postgres.FileTree;
import io.entrepot.standalone.postgres.PostgresServer;
import io.entrepot.standalone.postgres.Schemas;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;

/**
 * Makes a registry of a backup, in an empty directory. Whatever fails, nothing is left of it; after a power cut a
 * marker keeps the half that is there from being started.
 */
public final class RestoreCommand {

    private final Path file;
    private final Path target;

    public RestoreCommand(Path file, Path target) {
        this.file = file;
        this.target = target;
    }

    public void execute() {
        var settings = EarlySettings.of(target);
        if (settings.hasOtherDatabase() || settings.blobs().isPresent()) {
            throw new Refusal("A restore fills a data directory: unset entrepot.database.url and"
                    + " entrepot.blob.filesystem.root, and move things afterwards");
        }
        try (var archive = ArchiveReader.open(file)) {
            var header = header(archive);
            try (var data = DataDirectory.open(target)) {
                data.claimForRestore();
                try {
                    restore(archive, header, data);
                    data.restored();
                } catch (RuntimeException | IOException | SQLException failure) {
                    data.clear();
                    throw failure;
                }
            }
        } catch (IOException failure) {
            throw Refusal.of(target, failure);
        } catch (SQLException failure) {
            throw new Refusal("The database refused the backup: " + failure.getMessage());
        }
        System.out.println("Registry restored; start it with ./entrepot run --data " + target);
    }

    private static BackupFormat.Header header(ArchiveReader archive) {
        var entry = archive.next();
        if (entry == null || !entry.name().equals(BackupFormat.HEADER)) {
            throw archive.damaged("it does not begin like one");
        }
        var json = archive.json(entry);
        if (json.getInteger("format", 0) != BackupFormat.VERSION) {
            throw archive.damaged("it has another format; use the Entrepot that wrote it, or a newer one");
        }
        return BackupFormat.Header.of(json);
    }

    private static void restore(ArchiveReader archive, BackupFormat.Header header, DataDirectory data)
            throws IOException, SQLException {
        System.out.println("Restoring the registry of " + header.createdAt() + " into " + data.path());
        try (var server = PostgresServer.start(data.postgres(), new QuietListener())) {
            var schemas = new Schemas(server.address());
            asBackedUp(schemas, header);
            try (var rows = RowLoader.into(server.address(), header.tables())) {
                read(archive, rows, data.blobs());
            }
            schemas.migrate();
        }
        if (Files.isDirectory(data.blobs())) {
            FileTree.syncDirectories(data.blobs());
        }
    }

    private static void asBackedUp(Schemas schemas, BackupFormat.Header header) {
        for (var schema : header.schemas()) {
            try {
                schemas.migrate(schema.name(), schema.version());
            } catch (FlywayException unknown) {
                throw new Refusal("The backup is of a newer Entrepot than this one, or its schema '" + schema.name()
                        + "' is unknown here: "
                        + String.valueOf(unknown.getMessage())
                                .lines()
                                .findFirst()
                                .orElse(""));
            }
        }
    }

    private static void read(ArchiveReader archive, RowLoader rows, Path blobs) throws IOException, SQLException {
        var progress = new Progress(System.out, "Restored");
        for (var entry = archive.next(); entry != null; entry = archive.next()) {
            if (entry.name().startsWith(BackupFormat.ROWS)) {
                rows.load(entry.name(), entry.content());
            } else if (entry.name().equals(BackupFormat.SEQUENCES)) {
                rows.advance(BackupFormat.sequences(archive.json(entry)));
            } else if (entry.name().startsWith(BackupFormat.BLOBS)) {
                write(archive, entry, blobs);
                progress.blob(entry.size());
            } else {
                throw archive.damaged("it has a part nobody knows, " + entry.name());
            }
        }
        rows.commit();
        progress.done();
    }

    private static void write(ArchiveReader archive, ArchiveReader.Entry entry, Path blobs) throws IOException {
        var path = blobs.resolve(entry.name().substring(BackupFormat.BLOBS.length()))
                .normalize();
        if (!path.startsWith(blobs)) {
            throw archive.damaged("it has a blob with an impossible name");
        }
        Files.createDirectories(path.getParent());
        try (var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            entry.content().transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }
}
