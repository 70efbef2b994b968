package io.entrepot.manifest.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** Tells those who remember, before the answer goes out, so that whoever asks after it sees the change. */
@ApplicationScoped
public class Changes {
    private final List<ChangeListener> listeners;
    private final Trust trust;

    Changes(@Any Instance<ChangeListener> listeners, Trust trust) {
        this.listeners = listeners.stream().toList();
        this.trust = trust;
    }

    public void announce(Change change) {
        listeners.forEach(listener -> listener.changed(change));
    }

    /** To be called when a write failed: one whose outcome is unknown may still happen. */
    public void failed(Throwable failure) {
        trust.failed(failure);
    }
}
