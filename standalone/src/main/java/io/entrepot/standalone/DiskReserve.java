package io.entrepot.standalone;

import io.entrepot.kit.http.PushGate;
import io.entrepot.kit.start.Refusal;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes the registry for pushes while the disk is nearly full: what is there stays readable, the database keeps the
 * room it needs to work, and deleting, which frees some, stays possible.
 */
@ApplicationScoped
public class DiskReserve implements PushGate {

    private static final Logger LOG = Logger.getLogger("io.entrepot.disk");
    private static final long GIB = 1L << 30;
    private static final long SMALL_DISK_SHARE = 20;
    private static final long SAMPLE_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final String REASON = "the registry's disk is nearly full; pulls go on";

    private final Vertx vertx;
    private final DiskConfig config;
    private volatile boolean closed;

    DiskReserve(Vertx vertx, DiskConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    @PostConstruct
    void watch() {
        var launch = Launch.current();
        if (launch != null) {
            var paths = paths(launch.data());
            try {
                sample(paths);
            } catch (IOException failure) {
                throw Refusal.of(launch.data().path(), failure);
            }
            vertx.setPeriodic(
                    SAMPLE_MILLIS,
                    timer -> vertx.executeBlocking(() -> sample(paths))
                            .onFailure(failure -> LOG.warnf("free disk could not be read: %s", failure.getMessage())));
        }
    }

    /** The database's disk, and that of the blobs where the owner put them on another. */
    private static List<Path> paths(DataDirectory data) {
        return EarlySettings.of(data.path())
                .blobs()
                .filter(Files::isDirectory)
                .map(blobs -> List.of(data.path(), blobs))
                .orElse(List.of(data.path()));
    }

    @Override
    public @Nullable String closed() {
        return closed ? REASON : null;
    }

    private boolean sample(List<Path> paths) throws IOException {
        for (var path : paths) {
            var disk = Files.getFileStore(path);
            long free = disk.getUsableSpace();
            long reserve = reserve(disk);
            if (free < reserve) {
                close(path, free, reserve);
                return true;
            }
        }
        open();
        return false;
    }

    private long reserve(FileStore disk) throws IOException {
        return config.reserve().isPresent()
                ? config.reserve().get().asLongValue()
                : Math.min(GIB, disk.getTotalSpace() / SMALL_DISK_SHARE);
    }

    /** One line, however long it lasts. */
    private synchronized void close(Path path, long free, long reserve) {
        if (!closed) {
            LOG.warnf(
                    "pushes are refused: %,d MiB free on the disk of %s, entrepot.disk.reserve is %,d MiB",
                    free >> 20, path, reserve >> 20);
        }
        closed = true;
    }

    private synchronized void open() {
        if (closed) {
            LOG.info("pushes are taken again: there is more free disk than entrepot.disk.reserve");
        }
        closed = false;
    }
}
