package io.entrepot.blob.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.blob.Sample;
import io.entrepot.blob.TestDatabase;
import io.entrepot.blob.Wire;
import io.entrepot.blob.store.BlobWorkers;
import io.entrepot.blob.store.fs.PlainFiles;
import io.entrepot.model.RepositoryName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadLimitsIT {
    private static final int MEGABYTE = 1 << 20;
    private static final int MOST = 3 * MEGABYTE;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestDatabase database;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Replica replica;

    private final RepositoryName repository = Sample.repository();

    @BeforeAll
    static void startDatabase() throws Exception {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void startReplica() throws Exception {
        database.execute("DELETE FROM upload");
        var store = PlainFiles.in(folder, new BlobWorkers());
        replica = Replica.start(
                database, vertx -> store, new Replica.Settings(OptionalLong.of(MOST), OptionalInt.of(2), false));
    }

    @AfterEach
    void stopReplica() {
        replica.close();
    }

    private URI registry() {
        return replica.address();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void assertTooLarge(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("SIZE_INVALID");
    }

    @Test
    void takesTheLargestBlobAllowed() {
        assertThat(Wire.push(registry(), repository, Sample.bytes(MOST)).statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesALargerOneByItsAnnouncedLength() throws Exception {
        assertTooLarge(Wire.push(registry(), repository, Sample.bytes(MOST + 1)));
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesAStreamOnceItIsLonger() throws Exception {
        var session = Wire.session(registry(), repository);
        assertTooLarge(Wire.patch(registry(), session, Sample.bytes(2 * MOST), 0, 2 * MOST));
        assertThat(Wire.ask(registry(), session).statusCode()).isEqualTo(404);
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesAChunkThatMakesTheBlobTooLarge() throws Exception {
        var bytes = Sample.bytes(MOST + 1);
        var session = Wire.session(registry(), repository);
        assertThat(Wire.patch(registry(), session, bytes, 0, 2 * MEGABYTE).statusCode())
                .isEqualTo(202);
        assertTooLarge(Wire.close(
                registry(),
                session,
                Sample.digest(bytes),
                java.util.Arrays.copyOfRange(bytes, 2 * MEGABYTE, MOST + 1)));
        assertThat(Wire.ask(registry(), session).statusCode()).isEqualTo(404);
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesARangeBehindTheLimit() {
        var session = Wire.session(registry(), repository);
        var bytes = Sample.bytes(MOST + 10);
        assertTooLarge(Wire.chunk(registry(), session, bytes, MOST, MOST + 10));
    }

    @Test
    void refusesMoreOpenUploadsThanAllowed() {
        var bytes = Sample.bytes(2 * MEGABYTE);
        var open = List.of(Wire.session(registry(), repository), Wire.session(registry(), repository));
        open.forEach(session -> assertThat(
                        Wire.patch(registry(), session, bytes, 0, MEGABYTE).statusCode())
                .isEqualTo(202));
        var third = Wire.session(registry(), repository);
        var refused = Wire.patch(registry(), third, bytes, 0, MEGABYTE);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("TOOMANYREQUESTS");
        assertThat(Wire.push(registry(), repository, Sample.bytes(1_000)).statusCode())
                .as("a small blob")
                .isEqualTo(201);
        assertThat(Wire.patch(registry(), open.get(0), bytes, MEGABYTE, bytes.length)
                        .statusCode())
                .as("one that is open")
                .isEqualTo(202);
        assertThat(Wire.close(registry(), open.get(0), Sample.digest(bytes), new byte[0])
                        .statusCode())
                .isEqualTo(201);
        assertThat(Wire.patch(registry(), third, bytes, 0, MEGABYTE).statusCode())
                .as("after one has ended")
                .isEqualTo(202);
    }
}
