package io.entrepot.blob.store.s3;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.blob.Sample;
import io.entrepot.blob.Wire;
import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.blob.upload.Replica;
import io.entrepot.blob.upload.SpoiledLedger;
import io.entrepot.model.RepositoryName;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several replicas on one bucket, of which some die at the worst moments. */
class S3CrashIT extends S3Scene {
    private static final byte[] NOTHING = {};

    @SuppressWarnings("NullAway.Init") // set before each test
    private Replica one;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Replica other;

    private final RepositoryName repository = Sample.repository();
    private final byte[] bytes = Sample.bytes(25 * MEGABYTE);

    @BeforeEach
    void startReplicas() throws Exception {
        one = replica();
        other = replica();
    }

    @AfterEach
    void stopReplicas() {
        one.close();
        other.close();
    }

    private void assertStored(Replica replica) {
        assertThat(Wire.get(replica.address(), repository, Sample.digest(bytes)).body())
                .isEqualTo(bytes);
    }

    private int finish(Replica replica, String session) {
        return Wire.close(replica.address(), session, Sample.digest(bytes), NOTHING)
                .statusCode();
    }

    @Test
    void anUploadGoesOnAtAnyReplica() {
        var session = Wire.session(one.address(), repository);
        var ends = List.of(5 * MEGABYTE, 9 * MEGABYTE, 20 * MEGABYTE, bytes.length);
        var from = 0;
        for (var i = 0; i < ends.size(); i++) {
            var replica = i % 2 == 0 ? one : other;
            assertThat(Wire.chunk(replica.address(), session, bytes, from, ends.get(i))
                            .statusCode())
                    .isEqualTo(202);
            from = ends.get(i);
        }
        assertThat(finish(one, session)).isEqualTo(201);
        assertStored(other);
        assertThat(objects()).hasSize(1);
    }

    @Test
    void anUploadGoesOnAfterItsReplicaDied() {
        var session = Wire.session(one.address(), repository);
        assertThat(Wire.patch(one.address(), session, bytes, 0, 12 * MEGABYTE).statusCode())
                .isEqualTo(202);
        one.close();
        assertThat(Wire.received(other.address(), session)).isEqualTo(12 * MEGABYTE);
        assertThat(Wire.patch(other.address(), session, bytes, 12 * MEGABYTE, bytes.length)
                        .statusCode())
                .isEqualTo(202);
        assertThat(finish(other, session)).isEqualTo(201);
        assertStored(other);
        assertThat(objects()).hasSize(1);
    }

    /** Claimed, parts are stored, and nothing of that is on record. */
    @Test
    void anUploadBeginsAnewWhereItsReplicaDiedBeforeACheckpoint() throws Exception {
        var session = Wire.session(one.address(), repository);
        try (var half = new HalfUpload(one.address(), session)) {
            half.send(bytes, 0, 17 * MEGABYTE);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !objects().isEmpty());
            one.close();
        }
        assertThat(Wire.received(other.address(), session)).isZero();
        assertThat(Wire.patch(other.address(), session, bytes, 0, bytes.length).statusCode())
                .isEqualTo(202);
        assertThat(finish(other, session)).isEqualTo(201);
        assertStored(other);
        assertThat(objects()).hasSize(1);
    }

    @Test
    void anOldWriterThatStillSendsCanNotSpoilTheUpload() throws Exception {
        var session = Wire.session(one.address(), repository);
        assertThat(Wire.patch(one.address(), session, bytes, 0, 9 * MEGABYTE).statusCode())
                .isEqualTo(202);
        var garbage = Sample.bytes(17 * MEGABYTE);
        try (var half = new HalfUpload(one.address(), session)) {
            half.send(garbage, 0, 8 * MEGABYTE);
            assertThat(Wire.patch(other.address(), session, bytes, 9 * MEGABYTE, bytes.length)
                            .statusCode())
                    .isEqualTo(202);
            half.send(garbage, 8 * MEGABYTE, garbage.length);
            assertThat(half.end()).isEqualTo(416);
        }
        assertThat(finish(other, session)).isEqualTo(201);
        assertStored(other);
    }

    /** The store has completed the object; the database has not heard of it, or has, and nobody was told. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitThatIsLostCanBeRepeatedAnywhere(boolean afterTheFact) throws Exception {
        try (var unlucky = replica(ledger -> new SpoiledLedger(ledger, afterTheFact))) {
            var session = Wire.session(unlucky.address(), repository);
            assertThat(Wire.patch(unlucky.address(), session, bytes, 0, bytes.length)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(finish(unlucky, session)).isEqualTo(503);
            assertThat(finish(other, session)).isEqualTo(201);
        }
        assertStored(one);
    }

    @Test
    void aCommitThatIsLostWithTheLastChunkCanBeRepeatedWithoutIt() throws Exception {
        try (var unlucky = replica(ledger -> new SpoiledLedger(ledger, false))) {
            var session = Wire.session(unlucky.address(), repository);
            assertThat(Wire.close(unlucky.address(), session, Sample.digest(bytes), bytes)
                            .statusCode())
                    .isEqualTo(503);
            assertThat(Wire.received(other.address(), session)).isEqualTo(bytes.length);
            assertThat(finish(other, session)).isEqualTo(201);
        }
        assertStored(one);
        assertThat(objects()).hasSize(1);
    }

    @Test
    void ofTwoThatFinishAnUploadOneWins() {
        var session = Wire.session(one.address(), repository);
        assertThat(Wire.patch(one.address(), session, bytes, 0, bytes.length).statusCode())
                .isEqualTo(202);
        var digest = Sample.digest(bytes);
        var answers = Stream.of(one, other, one, other)
                .map(replica ->
                        Wire.sendAsync(Wire.closing(replica.address(), session, digest, BodyPublishers.noBody())))
                .toList();
        var statuses = answers.stream()
                .map(CompletableFuture::join)
                .map(answer -> answer.statusCode())
                .toList();
        assertThat(statuses).contains(201).isSubsetOf(201, 416);
        assertThat(finish(one, session)).isEqualTo(201);
        assertStored(other);
        // Some servers leave a trace of an upload that was completed twice at once.
        one.sweep(Clock.offset(Clock.systemUTC(), Duration.ofDays(10)));
        assertThat(objects()).hasSize(1);
    }

    @Test
    void theWrongDigestLeavesNothing() {
        var session = Wire.session(one.address(), repository);
        assertThat(Wire.patch(one.address(), session, bytes, 0, bytes.length).statusCode())
                .isEqualTo(202);
        assertThat(Wire.close(other.address(), session, Sample.digest(), NOTHING)
                        .statusCode())
                .isEqualTo(400);
        assertThat(objects()).isEmpty();
    }

    @Test
    void theSameBlobAgainLeavesNothing() {
        assertThat(Wire.push(one.address(), repository, bytes).statusCode()).isEqualTo(201);
        var before = objects();
        assertThat(Wire.push(other.address(), Sample.repository(), bytes).statusCode())
                .isEqualTo(201);
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void anAbandonedUploadIsSwept() throws Exception {
        var session = Wire.session(one.address(), repository);
        assertThat(Wire.patch(one.address(), session, bytes, 0, bytes.length).statusCode())
                .isEqualTo(202);
        assertThat(objects()).hasSize(2); // parts and a tail
        database.execute("UPDATE upload SET expires_at = now() - interval '1 second' WHERE state = 'open'");
        other.sweep(Clock.systemUTC());
        assertThat(objects()).isEmpty();
    }

    @Test
    void anUploadInPartsThatNoRowNamesIsSweptAtOnce() throws Exception {
        var stray = StorageKey.of(Instant.now(), UUID.randomUUID(), 1);
        var sink = await(store().open(stray, 1, Draft.empty(stray)));
        await(sink.write(Buffer.buffer(bytes)));
        await(sink.end());
        var session = Wire.session(one.address(), repository);
        assertThat(Wire.patch(one.address(), session, bytes, 0, bytes.length).statusCode())
                .isEqualTo(202);
        one.sweep(Clock.systemUTC());
        assertThat(await(store().unfinished())).hasSize(1);
        assertThat(finish(other, session)).isEqualTo(201);
        assertStored(other);
    }

    @Test
    void whatNoRowNamesIsSweptOnceItsDayIsOver() {
        var stray = StorageKey.of(Instant.now(), UUID.randomUUID(), 1);
        await(store().put(stray, Buffer.buffer("stray")));
        var sink = await(store().open(stray, 1, Draft.empty(stray)));
        await(sink.write(Buffer.buffer(bytes)));
        await(sink.sync());
        var session = Wire.session(one.address(), repository);
        assertThat(Wire.patch(one.address(), session, bytes, 0, bytes.length).statusCode())
                .isEqualTo(202);
        var kept = Sample.bytes(3 * MEGABYTE);
        assertThat(Wire.push(one.address(), repository, kept).statusCode()).isEqualTo(201);
        assertThat(objects()).hasSize(6);
        one.sweep(Clock.offset(Clock.systemUTC(), Duration.of(10, ChronoUnit.DAYS)));
        assertThat(objects()).hasSize(3);
        assertThat(finish(other, session)).isEqualTo(201);
        assertStored(other);
    }
}
