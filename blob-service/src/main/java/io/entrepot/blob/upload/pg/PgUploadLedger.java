package io.entrepot.blob.upload.pg;

import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.blob.upload.Claim;
import io.entrepot.blob.upload.UploadConfig;
import io.entrepot.blob.upload.UploadLedger;
import io.entrepot.blob.upload.UploadSession;
import io.entrepot.kit.db.Batching;
import io.entrepot.kit.db.Database;
import io.entrepot.model.Digest;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Uploads as rows; a claim is one compare-and-set. Small commits share their statements. */
@ApplicationScoped
class PgUploadLedger implements UploadLedger {
    private static final int BATCH = 64;

    private final Database database;
    private final Duration idleLimit;
    private final double idleSeconds;
    private final @Nullable Integer openPerClient;
    private final Batching<NewBlob, Committed> smallCommits;

    PgUploadLedger(@Identifier("blob") Database database, UploadConfig config) {
        this.database = database;
        this.idleLimit = config.idleLimit();
        this.idleSeconds = idleLimit.toMillis() / 1000.0;
        this.openPerClient =
                config.openPerClient().isPresent() ? config.openPerClient().getAsInt() : null;
        this.smallCommits = new Batching<>(BATCH, PgUploadLedger::keys, this::commitAll);
    }

    @Override
    public Duration idleLimit() {
        return idleLimit;
    }

    @Override
    public Future<List<byte[]>> secrets() {
        return database.query(Statements.SECRETS, Tuple.tuple())
                .map(rows ->
                        stream(rows).map(row -> row.getBuffer(0).getBytes()).toList());
    }

    @Override
    public Future<Standing> standing(UploadSession session) {
        var arguments = Tuple.of(session.id(), session.repository().value());
        return database.query(Statements.STANDING, arguments)
                .map(rows -> first(rows, PgUploadLedger::standing))
                .map(standing -> standing == null ? new Standing.Untouched() : standing);
    }

    private static Standing standing(Row row) {
        return switch (row.getString(0)) {
            case "open" -> new Standing.Open(row.getLong(1));
            case "finished" -> new Standing.Finished(Digest.parse(row.getString(2)));
            default -> new Standing.Cancelled();
        };
    }

    @Override
    public Future<@Nullable Claim> claim(
            UploadSession session, @Nullable Long expectedOffset, boolean mayBegin, String client) {
        var firstKey = StorageKey.of(Instant.now(), session.id(), 1);
        var arguments = Tuple.of(
                session.id(), session.repository().value(), expectedOffset, mayBegin, firstKey.value(), idleSeconds);
        return database.query(Statements.CLAIM, arguments.addString(client).addInteger(openPerClient))
                .map(rows -> first(rows, row -> claim(session, row)));
    }

    private static Claim claim(UploadSession session, Row row) {
        var stored = key(row, 3);
        var writing =
                Objects.requireNonNullElse(key(row, 4), StorageKey.of(Instant.now(), session.id(), row.getInteger(0)));
        var draft = new Draft(Objects.requireNonNullElse(stored, writing), row.getLong(1), row.getBuffer(7));
        var stale = row.getBoolean(2) ? key(row, 5) : null;
        return new Claim(
                session,
                row.getInteger(0),
                draft,
                writing,
                draft.key().equals(stale) || writing.equals(stale) ? null : stale,
                row.getBuffer(6));
    }

    @Override
    public Future<Boolean> checkpoint(Claim claim, Draft draft, @Nullable Buffer hashState, boolean release) {
        var arguments = Tuple.of(claim.session().id(), claim.number(), draft.length(), hashState, release, idleSeconds);
        return database.query(
                        Statements.CHECKPOINT,
                        arguments.addString(draft.key().value()).addBuffer(draft.state()))
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Future<Committed> commitSmall(NewBlob blob) {
        return smallCommits.add(blob);
    }

    private static Set<Object> keys(NewBlob blob) {
        return blob.session() == null ? Set.of(blob.digest()) : Set.of(blob.digest(), blob.session());
    }

    private Future<List<Committed>> commitAll(List<NewBlob> blobs) {
        var arguments = Tuple.tuple(Arrays.<Object>asList(
                blobs.stream().map(NewBlob::session).toArray(UUID[]::new),
                blobs.stream().map(blob -> blob.repository().value()).toArray(String[]::new),
                blobs.stream().map(blob -> blob.digest().toString()).toArray(String[]::new),
                blobs.stream().map(NewBlob::size).toArray(Long[]::new),
                blobs.stream().map(blob -> blob.key().value()).toArray(String[]::new),
                idleSeconds));
        return database.query(Statements.COMMIT_SMALL, arguments)
                .map(rows -> stream(rows).map(row -> new Committed(key(row, 0))).toList());
    }

    @Override
    public Future<Committed> commit(Claim claim, Digest digest, long size, StorageKey key) {
        var arguments = Tuple.of(
                claim.session().id(),
                claim.number(),
                claim.session().repository().value(),
                digest.toString(),
                size,
                key.value());
        return database.query(Statements.COMMIT, arguments.addDouble(idleSeconds))
                .map(rows -> new Committed(first(rows, row -> key(row, 0))));
    }

    @Override
    public Future<Boolean> replace(Digest digest, StorageKey lost, StorageKey healthy) {
        return database.query(Statements.REPLACE, Tuple.of(digest.toString(), lost.value(), healthy.value()))
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Future<@Nullable List<StorageKey>> cancel(UploadSession session) {
        var arguments = Tuple.of(session.id(), session.repository().value(), idleSeconds);
        return database.query(Statements.CANCEL, arguments).map(rows -> first(rows, PgUploadLedger::objects));
    }

    @Override
    public Future<@Nullable List<StorageKey>> end(Claim claim) {
        var arguments = Tuple.of(claim.session().id(), claim.number(), idleSeconds);
        return database.query(Statements.END, arguments).map(rows -> first(rows, PgUploadLedger::objects));
    }

    @Override
    public Future<List<List<StorageKey>>> expire(int limit) {
        return database.query(Statements.EXPIRE, Tuple.of(limit))
                .map(rows -> stream(rows).map(PgUploadLedger::objects).toList());
    }

    @Override
    public Future<List<StorageKey>> unnamed(List<StorageKey> keys) {
        var texts = keys.stream().map(StorageKey::value).toArray(String[]::new);
        return database.query(Statements.UNNAMED, Tuple.tuple(List.<Object>of((Object) texts)))
                .map(rows -> stream(rows)
                        .map(row -> new StorageKey(row.getString(0)))
                        .toList());
    }

    private static List<StorageKey> objects(Row row) {
        return Stream.of(key(row, 0), key(row, 1), key(row, 2))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static @Nullable StorageKey key(Row row, int column) {
        var text = row.getString(column);
        return text == null ? null : new StorageKey(text);
    }

    private static <T> @Nullable T first(RowSet<Row> rows, Function<Row, @Nullable T> read) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? read.apply(iterator.next()) : null;
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
