package io.entrepot.blob.store.s3;

import static io.entrepot.blob.TestDatabase.await;

import io.entrepot.blob.TestDatabase;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.blob.upload.Replica;
import io.entrepot.blob.upload.UploadLedger;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database, an S3 server, something that spoils its answers, and a folder of the bucket for each test. */
abstract class S3Scene {
    static final int MEGABYTE = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static S3ProxyServer server;

    @SuppressWarnings("NullAway.Init") // set before all tests
    static TestDatabase database;

    @SuppressWarnings("NullAway.Init") // set before each test
    FaultyProxy s3;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Vertx vertx;

    private final String prefix = UUID.randomUUID() + "/";

    @BeforeAll
    static void startServers() throws Exception {
        server = S3ProxyServer.start(folder);
        database = TestDatabase.start();
    }

    @AfterAll
    static void stopServers() throws Exception {
        database.close();
        server.stop();
    }

    @BeforeEach
    void openProxy() {
        s3 = new FaultyProxy(server.endpoint());
        vertx = Vertx.vertx();
    }

    @AfterEach
    void closeProxy() {
        s3.close();
        await(vertx.close());
    }

    Replica replica() throws Exception {
        return replica(Replica.Settings.NONE);
    }

    Replica replica(Replica.Settings settings) throws Exception {
        return Replica.start(database, S3Stores.at(s3.address(), prefix), settings);
    }

    Replica replica(UnaryOperator<UploadLedger> spoil) throws Exception {
        return Replica.start(database, S3Stores.at(s3.address(), prefix), Replica.Settings.NONE, spoil);
    }

    /** The bucket as it is, without anything spoiled. */
    BlobStore store() {
        return S3Stores.at(server.endpoint(), prefix).apply(vertx);
    }

    /** All that lies in the bucket, finished or not. */
    List<StorageKey> objects() {
        var store = store();
        return await(store.days()).stream()
                .flatMap(day -> await(store.keys(day, "", 1_000)).stream())
                .toList();
    }
}
