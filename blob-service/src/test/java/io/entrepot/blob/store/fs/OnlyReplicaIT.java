package io.entrepot.blob.store.fs;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.blob.TestDatabase;
import io.entrepot.kit.start.Refusal;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnlyReplicaIT {
    private record Config(Optional<Path> root, boolean sync, boolean shared) implements FilesystemConfig {}

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestDatabase database;

    /** Whatever holds a connection goes with it. */
    @SuppressWarnings("NullAway.Init") // set before each test
    private Vertx first;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void openFirst() throws Exception {
        first = Vertx.vertx();
        start(first, "filesystem", false);
    }

    @AfterEach
    void closeFirst() {
        await(first.close());
    }

    private static void start(Vertx vertx, String store, boolean shared) throws Exception {
        new OnlyReplica(vertx, database.config(), () -> store, new Config(Optional.empty(), true, shared))
                .start(new StartupEvent());
    }

    @Test
    void refusesASecondOneWithFilesOfItsOwn() {
        assertThatThrownBy(() -> start(database.vertx(), "filesystem", false))
                .hasCauseInstanceOf(Refusal.class)
                .hasMessageContaining("entrepot.blob.filesystem.shared");
    }

    @Test
    void letsASecondOneStartWhereTheFolderIsShared() {
        assertThatCode(() -> start(database.vertx(), "filesystem", true)).doesNotThrowAnyException();
    }

    @Test
    void letsASecondOneStartWithAnObjectStore() {
        assertThatCode(() -> start(database.vertx(), "s3", false)).doesNotThrowAnyException();
    }

    @Test
    void waitsForAPredecessorThatIsStopping() {
        var successor = Vertx.vertx();
        first.setTimer(300, timer -> first.close());
        assertThatCode(() -> start(successor, "filesystem", false)).doesNotThrowAnyException();
        await(successor.close());
    }
}
