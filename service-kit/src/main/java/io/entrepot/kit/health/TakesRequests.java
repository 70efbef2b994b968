package io.entrepot.kit.health;

import io.entrepot.kit.db.Database;
import io.entrepot.kit.stop.Stopping;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Whether this replica can do its work: it isn't stopping, and its database answers, which is asked once a second at most. */
@Readiness
@ApplicationScoped
class TakesRequests implements AsyncHealthCheck {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_MILLIS = 2_000;

    private record Finding(long nanoTime, Future<HealthCheckResponse> response) {}

    private final List<Database> databases;
    private final Stopping stopping;
    private volatile @Nullable Finding finding;

    TakesRequests(@Any Instance<Database> databases, Stopping stopping) {
        this.databases = databases.stream().toList();
        this.stopping = stopping;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().completionStage(this::current);
    }

    private CompletionStage<HealthCheckResponse> current() {
        if (stopping.begun()) {
            return Future.succeededFuture(down("stopping")).toCompletionStage();
        }
        var last = finding;
        var now = System.nanoTime();
        if (last == null || now - last.nanoTime() > FRESH_NANOS) {
            last = new Finding(now, look());
            finding = last;
        }
        return last.response().toCompletionStage();
    }

    private Future<HealthCheckResponse> look() {
        return Future.all(databases.stream().map(Database::ping).toList())
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .transform(asked -> Future.succeededFuture(
                        asked.succeeded() ? HealthCheckResponse.up("requests") : down("database")));
    }

    private static HealthCheckResponse down(String why) {
        return HealthCheckResponse.named("requests").withData("why", why).down().build();
    }
}
