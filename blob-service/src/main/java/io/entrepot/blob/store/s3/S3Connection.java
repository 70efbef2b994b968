package io.entrepot.blob.store.s3;

import io.entrepot.blob.store.BlobStore;
import io.entrepot.kit.start.Refusal;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Opens the store that {@link S3Config} describes, where it is the one chosen. */
@Dependent
public class S3Connection {
    private static final int ATTEMPTS = 6;
    private static final BackoffStrategy AFTER_FAILURE =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final BackoffStrategy AFTER_SLOW_DOWN =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(10));

    @Produces
    @Singleton
    @Identifier("s3")
    BlobStore open(Vertx vertx, S3Config config) {
        var bucket = config.bucket()
                .orElseThrow(() -> new Refusal("entrepot.blob.store is s3, but entrepot.blob.s3.bucket is not set"));
        config.endpoint().filter(endpoint -> endpoint.getHost() == null).ifPresent(endpoint -> {
            throw new Refusal("entrepot.blob.s3.endpoint is '" + endpoint + "', which is no URL of a server");
        });
        var memory = config.uploadMemory()
                .orElse(Math.max(PartPlan.LARGEST_SIZE, Runtime.getRuntime().maxMemory() / 4));
        if (memory < PartPlan.LARGEST_SIZE) {
            throw new Refusal("entrepot.blob.s3.upload-memory is less than " + PartPlan.LARGEST_SIZE
                    + " bytes, the largest part of an upload");
        }
        return new S3BlobStore(
                vertx,
                new Bucket(client(config), bucket, config),
                new PartMemory(vertx, memory, config.uploadPatience()),
                links(config, bucket));
    }

    private static SignedLinks links(S3Config config, String bucket) {
        var signer = S3Presigner.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(config.pathStyle())
                        .build());
        config.publicEndpoint().or(config::endpoint).ifPresent(signer::endpointOverride);
        var presigner = signer.build();
        var prefix = config.prefix().orElse("");
        return new SignedLinks(
                key -> URI.create(presigner
                        .presignGetObject(presign -> presign.signatureDuration(config.linkLifetime())
                                .getObjectRequest(get -> get.bucket(bucket).key(prefix + key)))
                        .url()
                        .toString()),
                config.linkLifetime(),
                Clock.systemUTC());
    }

    static S3AsyncClient client(S3Config config) {
        var client = S3AsyncClient.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(config.pathStyle())
                        .chunkedEncodingEnabled(false)
                        .build())
                // Hashed once already, by us; and other servers than Amazon's don't know the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(calls -> calls.apiCallAttemptTimeout(config.attemptTimeout())
                        .apiCallTimeout(config.timeout())
                        .addExecutionInterceptor(new NoExpectation())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .backoffStrategy(AFTER_FAILURE)
                                .throttlingBackoffStrategy(AFTER_SLOW_DOWN)
                                .build()))
                // What we do with an answer never blocks.
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(config.connections())
                        .readTimeout(config.attemptTimeout())
                        .writeTimeout(config.attemptTimeout()));
        config.endpoint().ifPresent(client::endpointOverride);
        return client.build();
    }

    private static AwsCredentialsProvider credentials(S3Config config) {
        if (config.accessKey().isPresent() != config.secretKey().isPresent()) {
            throw new Refusal("entrepot.blob.s3.access-key and entrepot.blob.s3.secret-key are set both or not at all");
        }
        Optional<AwsCredentialsProvider> fixed = config.accessKey()
                .flatMap(access -> config.secretKey()
                        .map(secret -> StaticCredentialsProvider.create(AwsBasicCredentials.create(access, secret))));
        return fixed.orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
