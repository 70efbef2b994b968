package io.entrepot.blob.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs with the flags of the running registry, without which a digest gives out no state. */
class StreamingHashTest {
    private final Random random = new Random(20260102);

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Buffer state(StreamingHash hash) {
        return Objects.requireNonNull(hash.state(), "this JVM lacks the flags of the registry");
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void goesOnFromAnyOffset(Algorithm algorithm) {
        for (var round = 0; round < 300; round++) {
            var bytes = bytes(random.nextInt(1_000));
            var whole = Buffer.buffer(bytes);
            var cut = random.nextInt(bytes.length + 1);
            var second = cut + random.nextInt(bytes.length - cut + 1);
            var hash = new StreamingHash(algorithm);
            hash.update(whole.slice(0, cut));
            hash = Objects.requireNonNull(StreamingHash.resume(algorithm, state(hash)));
            hash.update(whole.slice(cut, second));
            hash = Objects.requireNonNull(StreamingHash.resume(algorithm, state(hash)));
            hash.update(whole.slice(second, bytes.length));
            assertThat(hash.finish())
                    .as("%d bytes, cut at %d and %d", bytes.length, cut, second)
                    .isEqualTo(Digest.of(algorithm, bytes, 0, bytes.length));
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void givesOutAStateThatLaterBytesDoNotChange(Algorithm algorithm) {
        var hash = new StreamingHash(algorithm);
        hash.update(Buffer.buffer(bytes(200)));
        var state = state(hash);
        var copy = state.copy();
        hash.update(Buffer.buffer(bytes(10_000)));
        assertThat(state).isEqualTo(copy);
    }

    @Test
    void hashesSlicesAndDirectBuffersAsTheyAre() {
        var bytes = bytes(5_000);
        var hash = new StreamingHash(Algorithm.SHA256);
        var padded = Buffer.buffer(new byte[100]).appendBytes(bytes).appendBytes(new byte[100]);
        hash.update(padded.slice(100, 5_100));
        assertThat(hash.finish()).isEqualTo(Digest.of(Algorithm.SHA256, bytes, 0, bytes.length));
    }

    @Test
    void refusesStatesOfAnotherAlgorithmOrForm() {
        var state = state(new StreamingHash(Algorithm.SHA256));
        assertThat(StreamingHash.resume(Algorithm.SHA512, state)).isNull();
        assertThat(StreamingHash.resume(Algorithm.SHA256, Buffer.buffer())).isNull();
        assertThat(StreamingHash.resume(Algorithm.SHA256, state.slice(0, state.length() - 1)))
                .isNull();
        assertThat(StreamingHash.resume(Algorithm.SHA256, state.copy().setByte(0, (byte) 9)))
                .isNull();
    }
}
