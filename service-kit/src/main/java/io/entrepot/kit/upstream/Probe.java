package io.entrepot.kit.upstream;

import io.vertx.core.Future;

/** Asks a replica whether it takes requests. */
@FunctionalInterface
public interface Probe {
    /**
     * Ends within seconds: with false where the replica cannot be reached or says that it is stopping. A failure says
     * that nothing is known, for instance because no answer came in time.
     */
    Future<Boolean> ready(Replica replica);
}
