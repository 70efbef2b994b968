package io.entrepot.blob.store;

import io.entrepot.kit.start.Refusal;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the one store that is configured, and no other. */
@Dependent
class StoreChoice {
    /** A store that can't be opened ends the start. */
    void openAtStart(@Observes StartupEvent start, BlobStore store) {}

    @Produces
    @Singleton
    BlobStore chosen(@Any Instance<BlobStore> stores, StoreConfig config) {
        var chosen = stores.select(Identifier.Literal.of(config.store()));
        if (chosen.isUnsatisfied()) {
            throw new Refusal("entrepot.blob.store is " + config.store() + ", neither filesystem nor s3");
        }
        return chosen.get();
    }
}
