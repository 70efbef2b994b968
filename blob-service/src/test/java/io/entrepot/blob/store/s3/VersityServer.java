package io.entrepot.blob.store.s3;

import static io.entrepot.blob.TestDatabase.await;

import io.vertx.core.Future;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** versitygw, a process of its own with its objects in a folder. */
final class VersityServer {
    private static final String PLACE = "entrepot.versitygw";

    private final Process process;
    private final int port;

    private VersityServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The binary that a system property names, or one on the path. */
    static Path binary() {
        var named = System.getProperty(PLACE, "");
        var found = named.isEmpty() ? onPath() : Optional.of(Path.of(named));
        return found.filter(Files::isExecutable)
                .orElseThrow(() -> new IllegalStateException(
                        "no versitygw: neither does " + PLACE + " name it, nor is it on the path"));
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "versitygw"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static VersityServer start(Path folder) throws IOException {
        var port = freePort();
        Files.createDirectories(folder.resolve("objects"));
        var process = new ProcessBuilder(
                        binary().toString(),
                        "--access",
                        S3Settings.ACCESS_KEY,
                        "--secret",
                        S3Settings.SECRET_KEY,
                        "--port",
                        "127.0.0.1:" + port,
                        "posix",
                        folder.resolve("objects").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("versitygw.log").toFile())
                .start();
        return new VersityServer(process, port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Creates a bucket as soon as the server is there. */
    void create(String bucket) {
        try (S3AsyncClient client = S3Connection.client(S3Settings.of(endpoint(), bucket, ""))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> await(Future.fromCompletionStage(client.createBucket(create -> create.bucket(bucket))))
                            .sdkHttpResponse()
                            .isSuccessful());
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
