package io.entrepot.blob.upload;

import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.StorageKey;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Removes abandoned uploads, row and bytes, and what a crash left without a row. Whole objects of that kind are looked for
 * in days that no upload can be writing to any more. Any number of replicas may sweep at once.
 */
@ApplicationScoped
class UploadSweeper {
    private static final Logger LOG = Logger.getLogger(UploadSweeper.class);
    private static final int BATCH = 200;
    /** Days looked through for leftovers, once a day each. */
    private static final int DAYS_BACK = 30;

    private final Vertx vertx;
    private final UploadLedger ledger;
    private final Uploads uploads;
    private final BlobStore store;
    private final UploadConfig config;
    private final Clock clock;
    private LocalDate leftoversSwept = LocalDate.EPOCH;
    private boolean running;

    @jakarta.inject.Inject
    UploadSweeper(Vertx vertx, UploadLedger ledger, Uploads uploads, BlobStore store, UploadConfig config) {
        this(vertx, ledger, uploads, store, config, Clock.systemUTC());
    }

    UploadSweeper(
            Vertx vertx, UploadLedger ledger, Uploads uploads, BlobStore store, UploadConfig config, Clock clock) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.uploads = uploads;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        vertx.setPeriodic(1_000, config.sweepInterval().toMillis(), tick -> {
            if (!running) {
                running = true;
                sweep().onComplete(swept -> running = false)
                        .onFailure(failure -> LOG.warnf("sweeping uploads failed, to be tried again: %s", failure));
            }
        });
    }

    Future<Void> sweep() {
        return expire().compose(expired -> unfinished()).compose(swept -> leftovers());
    }

    private Future<Void> expire() {
        return ledger.expire(BATCH).compose(gone -> {
            var keys = gone.stream().flatMap(List::stream).toList();
            var deleted = uploads.abandon(keys);
            return gone.size() < BATCH ? deleted : deleted.compose(more -> expire());
        });
    }

    /** An upload is on record before it begins an object, so what is begun without one was left by a crash. */
    private Future<Void> unfinished() {
        return store.unfinished()
                .compose(begun -> begun.isEmpty() ? Future.succeededFuture(begun) : ledger.unnamed(begun))
                .compose(this::deleteLeftovers);
    }

    private Future<Void> leftovers() {
        var today = LocalDate.ofInstant(Instant.now(clock), ZoneOffset.UTC);
        if (today.equals(leftoversSwept)) {
            return Future.succeededFuture();
        }
        var rest = Duration.ofDays(1).plus(ledger.idleLimit()).toDays() + 1;
        var youngest = DateTimeFormatter.BASIC_ISO_DATE.format(today.minusDays(rest));
        var oldest = DateTimeFormatter.BASIC_ISO_DATE.format(today.minusDays(rest + DAYS_BACK));
        return store.days()
                .compose(days -> {
                    Future<Void> chain = Future.succeededFuture();
                    for (var day : days) {
                        if (day.compareTo(oldest) >= 0 && day.compareTo(youngest) <= 0) {
                            chain = chain.compose(done -> leftovers(day, ""));
                        }
                    }
                    return chain;
                })
                .onSuccess(done -> leftoversSwept = today);
    }

    private Future<Void> leftovers(String day, String after) {
        return store.keys(day, after, BATCH).compose(keys -> {
            if (keys.isEmpty()) {
                return Future.succeededFuture();
            }
            return ledger.unnamed(keys)
                    .compose(this::deleteLeftovers)
                    .compose(done -> leftovers(day, keys.get(keys.size() - 1).value()));
        });
    }

    private Future<Void> deleteLeftovers(List<StorageKey> keys) {
        if (!keys.isEmpty()) {
            LOG.infof("deleting %d objects that no row names", keys.size());
        }
        return uploads.abandon(keys);
    }
}
