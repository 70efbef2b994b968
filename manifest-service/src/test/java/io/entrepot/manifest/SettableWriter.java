package io.entrepot.manifest;

import io.entrepot.kit.cache.SoleWriter;
import jakarta.inject.Singleton;

/** The only writer, unless a test says otherwise. */
@Singleton
public class SettableWriter implements SoleWriter {
    private volatile long tenure = 1;

    @Override
    public long tenure() {
        return tenure;
    }

    void set(long newTenure) {
        tenure = newTenure;
    }
}
