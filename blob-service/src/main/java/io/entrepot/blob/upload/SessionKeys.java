package io.entrepot.blob.upload;

import io.entrepot.kit.db.Outage;
import io.entrepot.kit.start.Refusal;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The secrets behind session names, read once at start. */
@ApplicationScoped
class SessionKeys {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 500;

    private final UploadLedger ledger;
    private volatile @Nullable SessionNames names;

    SessionKeys(UploadLedger ledger) {
        this.ledger = ledger;
    }

    void load(@Observes StartupEvent start) throws Exception {
        var begun = System.nanoTime();
        while (names == null) {
            try {
                names = new SessionNames(ledger.secrets()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            } catch (ExecutionException failed) {
                var outage = Outage.of(Objects.requireNonNull(failed.getCause()));
                if (outage == null) {
                    throw failed;
                }
                // Where many processes start at once, the database is slow for a while.
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new Refusal("The database can't be used: " + outage);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    SessionNames names() {
        return Objects.requireNonNull(names);
    }
}
