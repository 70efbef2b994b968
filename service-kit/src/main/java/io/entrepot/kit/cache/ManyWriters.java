package io.entrepot.kit.cache;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/** A service that runs in replicas: another one may write at any moment, so every read asks the database. */
@DefaultBean
@ApplicationScoped
class ManyWriters implements SoleWriter {
    @Override
    public long tenure() {
        return 0;
    }
}
