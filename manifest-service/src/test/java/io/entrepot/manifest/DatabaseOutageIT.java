package io.entrepot.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that is away: quick refusals, and everything as before once it is back. */
@QuarkusTest
@QuarkusTestResource(value = BreakableDatabase.class, restrictToAnnotatedClass = true)
@TestProfile(DatabaseOutageIT.Alone.class)
@Timeout(180)
class DatabaseOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of its own, so that no other test's database is cut. */
    public static class Alone implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of();
        }
    }

    @Inject
    SettableWriter writer;

    @TestHTTPResource(value = "/health/", management = true)
    @Nullable
    URI health;

    private final String manifests = "/v2/" + Sample.repository() + "/manifests/";

    @BeforeEach
    void askTheDatabaseEachTime() {
        writer.set(0);
    }

    @AfterEach
    void mend() {
        BreakableDatabase.be(BreakableDatabase.Line.WHOLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = BreakableDatabase.Line.class,
            names = {"CUT", "SWALLOWING"})
    void refusesAtOnceAndRecoversByItself(BreakableDatabase.Line line) {
        assertThat(Wire.put(manifests + "1", Sample.image()).statusCode()).isEqualTo(201);

        BreakableDatabase.be(line);

        assertUnavailable(Wire.get(manifests + "1"));
        assertUnavailable(Wire.put(manifests + "2", Sample.image()));
        assertUnavailable(Wire.delete(manifests + "1"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(health("ready")).isEqualTo(503));
        assertThat(health("live")).isEqualTo(200);

        BreakableDatabase.be(BreakableDatabase.Line.WHOLE);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(Wire.get(manifests + "1").statusCode()).isEqualTo(200));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                Wire.put(manifests + "2", Sample.image()).statusCode())
                        .isEqualTo(201));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(health("ready")).isEqualTo(200));
    }

    private int health(String probe) {
        return Wire.getAt(Objects.requireNonNull(health).resolve(probe)).statusCode();
    }

    private static void assertUnavailable(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Wire.header(answer, "Retry-After")).isNotEmpty();
        assertThat(Wire.text(answer)).contains("UNAVAILABLE");
    }
}
