package io.entrepot.blob.store.s3;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.blob.Sample;
import io.entrepot.blob.Wire;
import io.entrepot.blob.store.s3.FaultyProxy.Fault;
import io.entrepot.blob.upload.Replica;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An object store that is slow, refuses, and breaks off. */
class S3FaultIT extends S3Scene {
    private static final Fault SLOW_DOWN = new Fault.Refuse(503, "SlowDown");
    private static final int FOREVER = 100_000;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Replica replica;

    private final io.entrepot.model.RepositoryName repository = Sample.repository();

    @BeforeEach
    void startReplica() throws Exception {
        replica = replica();
    }

    @AfterEach
    void stopReplica() {
        replica.close();
    }

    private URI registry() {
        return replica.address();
    }

    private static void assertComeBackLater(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("UNAVAILABLE");
    }

    private void assertStored(byte[] bytes) {
        assertThat(Wire.get(registry(), repository, Sample.digest(bytes)).body())
                .isEqualTo(bytes);
    }

    static Stream<Fault> passing() {
        return Stream.of(
                SLOW_DOWN,
                new Fault.Refuse(500, "InternalError"),
                new Fault.Cut(),
                new Fault.LoseAnswer(),
                new Fault.Delay(S3Stores.ATTEMPT.plusSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aPushDoesNotNoticeWhatPasses(Fault fault) {
        s3.spoil(FaultyProxy.PART, fault, 2);
        s3.spoil(FaultyProxy.COMPLETE, fault, 1);
        var bytes = Sample.bytes(20 * MEGABYTE);
        assertThat(Wire.push(registry(), repository, bytes).statusCode()).isEqualTo(201);
        assertThat(s3.spoiled()).isEqualTo(3);
        assertStored(bytes);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aSmallPushAndItsPullDoNotNoticeWhatPasses(Fault fault) {
        s3.spoil(FaultyProxy.PUT, fault, 1);
        s3.spoil(FaultyProxy.GET, fault, 1);
        var bytes = Sample.bytes(1_000);
        assertThat(Wire.push(registry(), repository, bytes).statusCode()).isEqualTo(201);
        assertStored(bytes);
    }

    @Test
    void aPushIsToldToComeBackWhenItLastsAndGoesOnThen() {
        var bytes = Sample.bytes(20 * MEGABYTE);
        var session = Wire.session(registry(), repository);
        assertThat(Wire.patch(registry(), session, bytes, 0, 9 * MEGABYTE).statusCode())
                .isEqualTo(202);
        s3.spoil(FaultyProxy.ANY, SLOW_DOWN, FOREVER);
        assertComeBackLater(Wire.patch(registry(), session, bytes, 9 * MEGABYTE, bytes.length));
        s3.heal();
        var received = Wire.received(registry(), session);
        assertThat(received).isEqualTo(9 * MEGABYTE);
        assertThat(Wire.chunk(registry(), session, bytes, received, bytes.length)
                        .statusCode())
                .isEqualTo(202);
        assertThat(Wire.close(registry(), session, Sample.digest(bytes), new byte[0])
                        .statusCode())
                .isEqualTo(201);
        assertStored(bytes);
    }

    @Test
    void aSmallPushIsToldToComeBackWhenItLasts() {
        s3.spoil(FaultyProxy.ANY, SLOW_DOWN, FOREVER);
        var bytes = Sample.bytes(1_000);
        assertComeBackLater(Wire.push(registry(), repository, bytes));
        assertThat(Wire.head(registry(), repository, Sample.digest(bytes)).statusCode())
                .isEqualTo(404);
        s3.heal();
        assertThat(Wire.push(registry(), repository, bytes).statusCode()).isEqualTo(201);
    }

    /** The upload is complete in the store, and nobody has heard of it. */
    @Test
    void aCompletionWhoseAnswerIsLostAgainAndAgainCanBeRepeated() {
        var bytes = Sample.bytes(9 * MEGABYTE);
        var digest = Sample.digest(bytes);
        var session = Wire.session(registry(), repository);
        assertThat(Wire.patch(registry(), session, bytes, 0, bytes.length).statusCode())
                .isEqualTo(202);
        s3.spoil(FaultyProxy.COMPLETE, new Fault.LoseAnswer(), 1);
        s3.spoil(FaultyProxy.ANY, new Fault.Cut(), FOREVER);
        assertComeBackLater(Wire.close(registry(), session, digest, new byte[0]));
        s3.heal();
        assertThat(Wire.close(registry(), session, digest, new byte[0]).statusCode())
                .isEqualTo(201);
        assertStored(bytes);
        assertThat(objects()).hasSize(1);
    }

    @Test
    void aPullGoesOnWhereAConnectionBroke() {
        var bytes = Sample.bytes(20 * MEGABYTE);
        assertThat(Wire.push(registry(), repository, bytes).statusCode()).isEqualTo(201);
        s3.spoil(FaultyProxy.GET, new Fault.CutAnswer(MEGABYTE), 3);
        assertStored(bytes);
        assertThat(s3.spoiled()).isEqualTo(3);
    }

    @Test
    void aPullIsToldToComeBackWhenItLasts() {
        var bytes = Sample.bytes(2 * MEGABYTE);
        var digest = Sample.digest(bytes);
        assertThat(Wire.push(registry(), repository, bytes).statusCode()).isEqualTo(201);
        s3.spoil(FaultyProxy.ANY, SLOW_DOWN, FOREVER);
        var answer = Wire.get(registry(), repository, digest);
        assertComeBackLater(answer);
        assertThat(answer.headers().map()).doesNotContainKeys("cache-control", "etag", "docker-content-digest");
        assertThat(Wire.head(registry(), repository, digest).statusCode()).isEqualTo(200);
    }

    @Test
    void aLostObjectIsNoticedAndHealedByTheNextPush() {
        var bytes = Sample.bytes(2 * MEGABYTE);
        var digest = Sample.digest(bytes);
        assertThat(Wire.push(registry(), repository, bytes).statusCode()).isEqualTo(201);
        objects().forEach(object -> await(store().delete(object)));
        assertThat(Wire.get(registry(), repository, digest).statusCode()).isEqualTo(500);
        assertThat(Wire.head(registry(), repository, digest).statusCode()).isEqualTo(404);
        assertThat(Wire.push(registry(), repository, bytes).statusCode()).isEqualTo(201);
        assertStored(bytes);
    }

    @Test
    void rangesAreThoseOfTheBytes() {
        var bytes = Sample.bytes(3 * MEGABYTE);
        var digest = Sample.digest(bytes);
        assertThat(Wire.push(registry(), repository, bytes).statusCode()).isEqualTo(201);
        var part = Wire.get(registry(), repository, digest, "bytes=1000000-2999999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 1_000_000, 3_000_000));
        var several = Wire.get(registry(), repository, digest, "bytes=0-9,2000000-2500000");
        assertThat(several.statusCode()).isEqualTo(206);
        assertThat(several.body().length).isGreaterThan(500_011);
    }

    /** The budget of the tests has room for eight parts; the store takes none for a while. */
    @Test
    void uploadsThatGetNoMemoryForLongAreToldToComeBack() {
        s3.spoil(FaultyProxy.PART, new Fault.Delay(S3Stores.ATTEMPT.dividedBy(2)), 8);
        var bytes = Sample.bytes(9 * MEGABYTE);
        var pushes = IntStream.range(0, 12)
                .mapToObj(i -> {
                    var session = Wire.session(registry(), repository);
                    return Wire.sendAsync(
                            Wire.closing(registry(), session, Sample.digest(bytes), BodyPublishers.ofByteArray(bytes)));
                })
                .toList();
        var answers = pushes.stream().map(CompletableFuture::join).toList();
        var busy = answers.stream().filter(answer -> answer.statusCode() != 201).toList();
        assertThat(busy).isNotEmpty().allSatisfy(S3FaultIT::assertComeBackLater);
        assertThat(Wire.push(registry(), repository, bytes).statusCode()).isEqualTo(201);
    }
}
