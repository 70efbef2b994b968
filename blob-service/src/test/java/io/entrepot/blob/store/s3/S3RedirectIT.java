package io.entrepot.blob.store.s3;

import static io.entrepot.blob.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.blob.Sample;
import io.entrepot.blob.Wire;
import io.entrepot.blob.upload.Replica;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import java.net.URI;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients are sent to the object store for the bytes. */
class S3RedirectIT extends S3Scene {
    @SuppressWarnings("NullAway.Init") // set before each test
    private Replica replica;

    private final RepositoryName repository = Sample.repository();
    private final byte[] bytes = Sample.bytes(2 * MEGABYTE);
    private final Digest digest = Sample.digest(bytes);

    @BeforeEach
    void pushThere() throws Exception {
        replica = replica(new Replica.Settings(OptionalLong.empty(), OptionalInt.empty(), true));
        assertThat(Wire.push(replica.address(), repository, bytes).statusCode()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        replica.close();
    }

    @Test
    void aPullIsSentToTheStoreWithoutCredentials() {
        var answer = Wire.get(replica.address(), repository, digest);
        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Docker-Content-Digest")).hasValue(digest.toString());
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(Wire.get(URI.create(Wire.location(answer))).body()).isEqualTo(bytes);
    }

    @Test
    void oneRangeIsRepeatedThere() {
        var answer = Wire.get(replica.address(), repository, digest, "bytes=100-199");
        assertThat(answer.statusCode()).isEqualTo(307);
        var part = Wire.get(URI.create(Wire.location(answer)), "Range", "bytes=100-199");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
    }

    @Test
    void anImpossibleRangeIsRefusedHere() {
        assertThat(Wire.get(replica.address(), repository, digest, "bytes=5000000-")
                        .statusCode())
                .isEqualTo(416);
    }

    @Test
    void severalRangesAreStreamed() {
        var answer = Wire.get(replica.address(), repository, digest, "bytes=0-9,100-199");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("multipart/byteranges");
    }

    @Test
    void headIsAnsweredHere() {
        var answer = Wire.head(replica.address(), repository, digest);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(bytes.length);
    }

    @Test
    void anAddressIsGivenOutAgain() {
        assertThat(Wire.location(Wire.get(replica.address(), repository, digest)))
                .isEqualTo(Wire.location(Wire.get(replica.address(), repository, digest)));
    }

    @Test
    void aLostObjectIsNoticedBeforeAnyoneIsSentThere() {
        objects().forEach(object -> await(store().delete(object)));
        assertThat(Wire.get(replica.address(), repository, digest).statusCode()).isEqualTo(500);
        assertThat(Wire.head(replica.address(), repository, digest).statusCode())
                .isEqualTo(404);
    }
}
