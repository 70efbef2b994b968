package io.entrepot.blob.upload;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** The memory that uploads take. */
@Singleton
class UploadMeters implements MeterBinder {
    private final UploadMemory memory;

    UploadMeters(UploadMemory memory) {
        this.memory = memory;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("entrepot.upload.memory", memory, UploadMemory::used)
                .description("bytes of uploads in memory, on their way to the store")
                .baseUnit("bytes")
                .register(registry);
    }
}
