package io.entrepot.cluster;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An S3 server of our own (S3Proxy) over a folder, with one bucket and keys that are made anew at each start. */
public final class ObjectStore {
    private static final String BUCKET = "entrepot";
    private static final String REGION = "us-east-1";
    private static final String ACCESS_KEY = "entrepot";
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private static final String SETTINGS = """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """;

    private static final String LOGGING = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss} %-5level %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="OUT"/></root>
            </configuration>
            """;

    private final int port;
    private final String secretKey;
    private final Supervised process;

    private ObjectStore(int port, String secretKey, Supervised process) {
        this.port = port;
        this.secretKey = secretKey;
        this.process = process;
    }

    /** Not running yet. */
    static ObjectStore in(Path directory, int port, Processes processes) throws IOException {
        var objects = directory.resolve("objects");
        Files.createDirectories(objects.resolve(BUCKET)); // a bucket is a folder
        var secretKey = SecretFile.secret();
        var settings = SecretFile.write(
                directory.resolve("s3proxy.conf"), SETTINGS.formatted(port, ACCESS_KEY, secretKey, objects));
        var logging = Files.writeString(directory.resolve("logback.xml"), LOGGING);
        var process = processes.java(
                "s3",
                List.of(
                        "-Dlogback.configurationFile=" + logging,
                        "-cp",
                        processes.checkout().resolve("testing/target/s3").toString() + "/*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString()),
                Map.of());
        return new ObjectStore(port, secretKey, process);
    }

    public Supervised process() {
        return process;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String bucket() {
        return BUCKET;
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return secretKey;
    }

    Map<String, String> settings() {
        return Map.of(
                "ENTREPOT_BLOB_S3_ENDPOINT", endpoint().toString(),
                "ENTREPOT_BLOB_S3_REGION", REGION,
                "ENTREPOT_BLOB_S3_BUCKET", BUCKET,
                "ENTREPOT_BLOB_S3_ACCESS_KEY", ACCESS_KEY,
                "ENTREPOT_BLOB_S3_SECRET_KEY", secretKey,
                "ENTREPOT_BLOB_S3_PATH_STYLE", "true");
    }

    /** Returns when it answers. */
    public void start() throws InterruptedException {
        process.start();
        var deadline = Instant.now().plus(START_LIMIT);
        while (!answers()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("the S3 server does not answer, see " + process.log());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean answers() {
        try {
            return ((HttpURLConnection) endpoint().toURL().openConnection()).getResponseCode() > 0;
        } catch (IOException notListening) {
            return false;
        }
    }
}
