package io.entrepot.blob.upload;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The secrets behind session names, read once at start. */
@ApplicationScoped
class SessionKeys {
    private static final long PATIENCE_SECONDS = 30;

    private final UploadLedger ledger;
    private volatile @Nullable SessionNames names;

    SessionKeys(UploadLedger ledger) {
        this.ledger = ledger;
    }

    void load(@Observes StartupEvent start) throws Exception {
        names = new SessionNames(
                ledger.secrets().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    SessionNames names() {
        return Objects.requireNonNull(names);
    }
}
