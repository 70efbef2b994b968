package io.entrepot.manifest.push.pg;

import io.entrepot.kit.db.Batching;
import io.entrepot.kit.db.Database;
import io.entrepot.kit.db.Retry;
import io.entrepot.manifest.ManifestConfig;
import io.entrepot.manifest.push.Push;
import io.entrepot.manifest.push.PushOutcome;
import io.entrepot.manifest.push.PushStore;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Pushes as rows: while one statement is on its way others queue, and the next statement takes them all. */
@ApplicationScoped
class PgPushStore implements PushStore {
    private static final int BATCH = 64;
    private static final long BATCH_BYTES = 8 << 20;

    private record TagKey(String repository, String tag) {}

    private final Database database;
    private final boolean allowSparse;
    private final Batching<Push, Optional<PushOutcome>> batches;

    PgPushStore(@Identifier("manifest") Database database, ManifestConfig config) {
        this.database = database;
        this.allowSparse = config.allowSparse();
        this.batches =
                new Batching<>(BATCH, BATCH_BYTES, push -> push.bytes().length(), PgPushStore::tags, this::together);
    }

    /** One tag can move only once in a statement. */
    private static Set<TagKey> tags(Push push) {
        return push.tags().stream()
                .map(tag -> new TagKey(push.repository().value(), tag.value()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public Future<PushOutcome> push(Push push) {
        return Retry.onConflict(() -> batches.add(push).compose(PgPushStore::settled));
    }

    private Future<List<Optional<PushOutcome>>> together(List<Push> pushes) {
        return database.query(PushStatement.SQL, PushStatement.arguments(pushes, allowSparse))
                .map(rows -> {
                    var result = new PushResult(rows);
                    return pushes.stream().map(result::outcome).toList();
                });
    }

    private static Future<PushOutcome> settled(Optional<PushOutcome> outcome) {
        return outcome.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(new Retry.Overtaken()));
    }

    @Override
    public Future<PushOutcome> pushIf(Push push, Consumer<PushOutcome.Stored> condition) {
        return Retry.onConflict(() -> database.transaction(connection -> connection
                .preparedQuery(PushStatement.SQL)
                .execute(PushStatement.arguments(List.of(push), allowSparse))
                .compose(rows -> settled(new PushResult(rows).outcome(push)))
                .map(outcome -> {
                    if (outcome instanceof PushOutcome.Stored stored) {
                        condition.accept(stored);
                    }
                    return outcome;
                })));
    }
}
