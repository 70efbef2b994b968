package io.entrepot.blob.upload;

import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The hash of an upload, going on over several requests. */
final class StreamingHash {
    private final Algorithm algorithm;
    private final MessageDigest digest;

    StreamingHash(Algorithm algorithm) {
        this(algorithm, algorithm.newDigest());
    }

    private StreamingHash(Algorithm algorithm, MessageDigest digest) {
        this.algorithm = algorithm;
        this.digest = digest;
    }

    /** Goes on from an exported state; null where it is of another algorithm or this JDK can't take it. */
    static @Nullable StreamingHash resume(Algorithm algorithm, Buffer state) {
        var digest = algorithm.newDigest();
        return DigestState.restore(digest, state.getBytes()) ? new StreamingHash(algorithm, digest) : null;
    }

    @SuppressWarnings("deprecation") // the bytes as they are, without the copy that getBytes() makes
    void update(Buffer bytes) {
        digest.update(bytes.getByteBuf().nioBuffer());
    }

    Algorithm algorithm() {
        return algorithm;
    }

    /** The state to {@link #resume} from; null where this JDK doesn't give it out. */
    @Nullable
    Buffer state() {
        var state = DigestState.export(digest);
        return state == null ? null : Buffer.buffer(state);
    }

    /** The digest of everything; the hash is used up. */
    Digest finish() {
        return Digest.of(algorithm, digest.digest());
    }
}
