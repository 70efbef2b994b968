package io.entrepot.manifest.push.pg;

import io.entrepot.manifest.push.Push;
import io.entrepot.manifest.push.PushOutcome;
import io.entrepot.manifest.push.PushOutcome.Incomplete;
import io.entrepot.manifest.push.PushOutcome.Stored;
import io.entrepot.model.Digest;
import io.entrepot.model.Tag;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the statement said of its pushes, found again for each of them. */
final class PushResult {
    private record Key(String repository, String name) {}

    private final Map<Key, Boolean> stored = new HashMap<>();
    private final Map<Key, Set<Digest>> missing = new HashMap<>();
    private final Map<Key, Optional<String>> moved = new HashMap<>();

    PushResult(RowSet<Row> rows) {
        for (var row : rows) {
            var key = new Key(row.getString(1), row.getString(2));
            switch (row.getString(0)) {
                case PushStatement.STORED -> stored.put(key, row.getBoolean(4));
                case PushStatement.MISSING ->
                    missing.computeIfAbsent(key, k -> new HashSet<>()).add(Digest.parse(row.getString(3)));
                case PushStatement.MOVED -> moved.put(key, Optional.ofNullable(row.getString(3)));
                default -> throw new IllegalStateException(row.getString(0));
            }
        }
    }

    /**
     * What became of a push; empty where the statement couldn't see its repository, because somebody else was just
     * creating it.
     */
    Optional<PushOutcome> outcome(Push push) {
        var repository = push.repository().value();
        var key = new Key(repository, push.digest().toString());
        var absent = missing.get(key);
        if (absent != null) {
            return Optional.of(new Incomplete(absent));
        }
        var isNew = stored.get(key);
        return isNew == null ? Optional.empty() : Optional.of(new Stored(isNew, movedFrom(repository, push.tags())));
    }

    private Map<Tag, @Nullable Digest> movedFrom(String repository, Set<Tag> tags) {
        var from = new HashMap<Tag, @Nullable Digest>();
        for (var tag : tags) {
            var previous = moved.get(new Key(repository, tag.value()));
            if (previous != null) {
                from.put(tag, previous.map(Digest::parse).orElse(null));
            }
        }
        return from;
    }
}
