package io.entrepot.blob.store.s3;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the object store is, and how patient we are with it. */
@ConfigMapping(prefix = "entrepot.blob.s3")
public interface S3Config {
    Optional<String> bucket();

    /** What the names of all objects begin with, such as {@code registry/}. */
    Optional<String> prefix();

    /** The server, where it isn't Amazon's. */
    Optional<URI> endpoint();

    @WithDefault("us-east-1")
    String region();

    /** With {@link #secretKey}; where neither is set, they are looked for as the AWS SDK does: environment, profile, role. */
    Optional<String> accessKey();

    Optional<String> secretKey();

    /** {@code endpoint/bucket/key} instead of {@code bucket.endpoint/key}. */
    @WithDefault("false")
    boolean pathStyle();

    /** {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}. */
    Optional<String> serverSideEncryption();

    Optional<String> kmsKeyId();

    /** The server as clients see it, where that isn't the {@link #endpoint}; for signed addresses. */
    Optional<URI> publicEndpoint();

    /** How long a signed address is good; it is given out while at least half of that is left. */
    @WithDefault("20m")
    Duration linkLifetime();

    /** Connections at the most; each pull that is streamed holds one. */
    @WithDefault("500")
    int connections();

    /** How long one attempt of a request may take. */
    @WithDefault("30s")
    Duration attemptTimeout();

    /** How long a request may take with all its attempts. */
    @WithDefault("60s")
    Duration timeout();

    /** Bytes of memory for the parts of all uploads; a quarter of the heap, but at least 64 MiB, unless set. */
    OptionalLong uploadMemory();

    /** How long an upload waits for that memory before its client is told to come back later. */
    @WithDefault("30s")
    Duration uploadPatience();
}
