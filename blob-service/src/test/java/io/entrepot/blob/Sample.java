package io.entrepot.blob;

import io.entrepot.blob.store.StorageKey;
import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** Things of which every test needs new ones. */
public final class Sample {
    private Sample() {}

    public static RepositoryName repository() {
        return RepositoryName.parse("team/" + UUID.randomUUID());
    }

    public static Digest digest() {
        return digest(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Digest digest(byte[] bytes) {
        return Digest.of(Algorithm.SHA256, bytes, 0, bytes.length);
    }

    /** Bytes that nobody has stored before. */
    public static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random().nextBytes(bytes);
        return bytes;
    }

    public static StorageKey key() {
        return StorageKey.of(Instant.now(), UUID.randomUUID(), 1);
    }
}
