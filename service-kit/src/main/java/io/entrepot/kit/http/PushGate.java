package io.entrepot.kit.http;

import org.jspecify.annotations.Nullable;

/** Something that can stop pushes while pulls go on, such as a disk that is nearly full. */
public interface PushGate {
    /** Why pushes are refused at this moment, for the client to read; null while they are welcome. Called on the event loop. */
    @Nullable
    String closed();

    /** Whether deletes are refused as well. */
    default boolean closesDeletes() {
        return false;
    }
}
