package io.entrepot.manifest.change;

import io.entrepot.kit.cache.DoubtingWriter;
import io.entrepot.kit.cache.SoleWriter;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether what is remembered of the schema can be trusted. */
@ApplicationScoped
public class Trust {
    private final DoubtingWriter writer;

    Trust(SoleWriter soleWriter) {
        this.writer = new DoubtingWriter(soleWriter);
    }

    /** For the caches. */
    public SoleWriter writer() {
        return writer;
    }

    void failed(Throwable failure) {
        writer.failed(failure);
    }
}
