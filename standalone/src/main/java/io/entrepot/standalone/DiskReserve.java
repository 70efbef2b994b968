package io.entrepot.standalone;

import io.entrepot.kit.http.PushGate;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            sample(launch.data().path());
            vertx.setPeriodic(
                    SAMPLE_MILLIS,
                    timer -> vertx.executeBlocking(() -> sample(launch.data().path()))
                            .onFailure(failure -> LOG.warnf("free disk could not be read: %s", failure.getMessage())));
        }
    }

    @Override
    public @Nullable String closed() {
        return closed ? REASON : null;
    }

    private boolean sample(Path path) {
        try {
            var disk = Files.getFileStore(path);
            return judge(path, disk.getUsableSpace(), reserve(disk));
        } catch (IOException failure) {
            throw Refusal.of(path, failure);
        }
    }

    private long reserve(FileStore disk) throws IOException {
        return config.reserve().isPresent()
                ? config.reserve().get().asLongValue()
                : Math.min(GIB, disk.getTotalSpace() / SMALL_DISK_SHARE);
    }

    /** One line when it closes and one when it opens, however long either lasts. */
    private synchronized boolean judge(Path path, long free, long reserve) {
        var nowClosed = free < reserve;
        if (nowClosed && !closed) {
            LOG.warnf(
                    "pushes are refused: %,d MiB free on the disk of %s, entrepot.disk.reserve is %,d MiB",
                    free >> 20, path, reserve >> 20);
        } else if (closed && !nowClosed) {
            LOG.infof("pushes are taken again: %,d MiB free on the disk of %s", free >> 20, path);
        }
        closed = nowClosed;
        return nowClosed;
    }
}
