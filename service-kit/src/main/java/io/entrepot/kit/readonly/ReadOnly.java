package io.entrepot.kit.readonly;

import io.entrepot.kit.http.PushGate;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Closed for all that changes anything, where the owner says so. */
@ApplicationScoped
class ReadOnly implements PushGate {
    private final @Nullable String reason;

    ReadOnly(ReadOnlyConfig config) {
        this.reason = config.enabled() ? config.reason() : null;
    }

    @Override
    public @Nullable String closed() {
        return reason;
    }

    @Override
    public boolean closesDeletes() {
        return true;
    }
}
