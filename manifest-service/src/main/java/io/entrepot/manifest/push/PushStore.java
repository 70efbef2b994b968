package io.entrepot.manifest.push;

import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * Where pushes are kept. A push is atomic: manifest, references, tags and their history, or none of them. Two pushes of
 * one tag happen in some order, and its history shows both. Pushing again what is there already changes nothing.
 */
public interface PushStore {
    /** Stores a push. */
    Future<PushOutcome> push(Push push);

    /**
     * Stores a push, unless the condition throws when it is shown what the push replaces; then nothing has happened, and
     * the future fails with what it threw.
     */
    Future<PushOutcome> pushIf(Push push, Consumer<PushOutcome.Stored> condition);
}
