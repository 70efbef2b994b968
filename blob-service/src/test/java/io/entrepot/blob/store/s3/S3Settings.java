package io.entrepot.blob.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings for a server of the tests. */
record S3Settings(
        URI server,
        String name,
        String folder,
        Duration attemptTimeout,
        Duration timeout,
        OptionalLong uploadMemory,
        Duration uploadPatience,
        Optional<String> kmsKeyId)
        implements S3Config {
    static final String ACCESS_KEY = "tester";
    static final String SECRET_KEY = "tester-secret";

    static S3Settings of(URI server, String bucket, String folder) {
        return new S3Settings(
                server,
                bucket,
                folder,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                OptionalLong.empty(),
                Duration.ofSeconds(30),
                Optional.empty());
    }

    S3Settings encryptedWith(String key) {
        return new S3Settings(
                server, name, folder, attemptTimeout, timeout, uploadMemory, uploadPatience, Optional.of(key));
    }

    @Override
    public Optional<String> bucket() {
        return Optional.of(name);
    }

    @Override
    public Optional<String> prefix() {
        return Optional.of(folder);
    }

    @Override
    public Optional<URI> endpoint() {
        return Optional.of(server);
    }

    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public Optional<String> accessKey() {
        return Optional.of(ACCESS_KEY);
    }

    @Override
    public Optional<String> secretKey() {
        return Optional.of(SECRET_KEY);
    }

    @Override
    public boolean pathStyle() {
        return true;
    }

    @Override
    public Optional<String> serverSideEncryption() {
        return kmsKeyId.map(key -> "aws:kms");
    }

    @Override
    public Optional<URI> publicEndpoint() {
        return Optional.empty();
    }

    @Override
    public Duration linkLifetime() {
        return Duration.ofMinutes(20);
    }

    @Override
    public int connections() {
        return 100;
    }
}
