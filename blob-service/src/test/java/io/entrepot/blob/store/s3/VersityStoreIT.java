package io.entrepot.blob.store.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Only where it is asked for, because it needs a binary that Maven doesn't have: {@code -Dentrepot.versitygw=...}. */
@Tag("versitygw")
class VersityStoreIT extends S3StoreContract {
    private static final String BUCKET = "blobs";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static VersityServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = VersityServer.start(folder);
        server.create(BUCKET);
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        server.stop();
    }

    @Override
    protected URI server() {
        return server.endpoint();
    }

    @Override
    protected String bucket() {
        return BUCKET;
    }
}
