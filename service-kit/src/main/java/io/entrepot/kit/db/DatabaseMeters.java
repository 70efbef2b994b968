package io.entrepot.kit.db;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;

/** How much the database is asked, which is what memory could not answer, and how much waits for it. */
@Singleton
class DatabaseMeters implements MeterBinder {
    private final List<Database> databases;

    DatabaseMeters(@Any Instance<Database> databases) {
        this.databases = databases.stream().toList();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var database : databases) {
            Gauge.builder("entrepot.database.waiting", database, Database::waiting)
                    .description("calls that wait for the database")
                    .tag("schema", database.schema())
                    .register(registry);
            FunctionCounter.builder("entrepot.database.calls", database, Database::answered)
                    .description("calls that the database answered")
                    .tag("schema", database.schema())
                    .register(registry);
        }
    }
}
