package io.entrepot.blob.upload;

import io.entrepot.model.Algorithm;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names of upload sessions: {@code <uuid>.<base64url of algorithm, time of issue and a MAC over all, the repository and
 * whose it is>}. A name proves that this registry gave it out to this subject for this repository, so starting an upload
 * stores nothing.
 * Everything is in the path; there are clients that drop a query.
 */
final class SessionNames {
    private static final String MAC = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int HEAD_BYTES = 1 + Long.BYTES;
    private static final int UUID_CHARS = 36;

    private final List<SecretKeySpec> keys;

    /** @param secrets the first one signs; all are accepted */
    SessionNames(List<byte[]> secrets) {
        keys = secrets.stream().map(secret -> new SecretKeySpec(secret, MAC)).toList();
    }

    String name(UploadSession session) {
        var head = head(session);
        var sealed = ByteBuffer.allocate(HEAD_BYTES + MAC_BYTES)
                .put(head)
                .put(mac(keys.get(0), session.id(), head, session.repository(), session.owner()), 0, MAC_BYTES);
        return session.id() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.array());
    }

    /**
     * Reads a name.
     *
     * @throws OciException {@code BLOB_UPLOAD_UNKNOWN} where it isn't one of ours for this repository and subject
     */
    UploadSession parse(String name, RepositoryName repository, Subject owner) {
        if (name.length() <= UUID_CHARS || name.charAt(UUID_CHARS) != '.') {
            throw unknown();
        }
        UUID id;
        byte[] sealed;
        try {
            id = UUID.fromString(name.substring(0, UUID_CHARS));
            sealed = Base64.getUrlDecoder().decode(name.substring(UUID_CHARS + 1));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        if (sealed.length != HEAD_BYTES + MAC_BYTES) {
            throw unknown();
        }
        var head = Arrays.copyOf(sealed, HEAD_BYTES);
        var claimed = Arrays.copyOfRange(sealed, HEAD_BYTES, sealed.length);
        for (var key : keys) {
            var expected = Arrays.copyOf(mac(key, id, head, repository, owner), MAC_BYTES);
            if (MessageDigest.isEqual(expected, claimed)) {
                var fields = ByteBuffer.wrap(head);
                var algorithm = algorithm(fields.get());
                return new UploadSession(id, owner, repository, algorithm, Instant.ofEpochMilli(fields.getLong()));
            }
        }
        throw unknown();
    }

    private static byte[] head(UploadSession session) {
        return ByteBuffer.allocate(HEAD_BYTES)
                .put((byte) session.algorithm().hashBytes())
                .putLong(session.issued().toEpochMilli())
                .array();
    }

    private static Algorithm algorithm(byte hashBytes) {
        return hashBytes == Algorithm.SHA512.hashBytes() ? Algorithm.SHA512 : Algorithm.SHA256;
    }

    private static byte[] mac(SecretKeySpec key, UUID id, byte[] head, RepositoryName repository, Subject owner) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .flip());
            mac.update(head);
            mac.update(repository.value().getBytes(StandardCharsets.UTF_8));
            if (!owner.equals(Subject.ANONYMOUS)) {
                mac.update((byte) 0); // no name has one, so none can run over into the owner's
                mac.update(owner.toString().getBytes(StandardCharsets.UTF_8));
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    static OciException unknown() {
        return OciError.BLOB_UPLOAD_UNKNOWN.because(
                "no such upload in this repository; it may be finished, cancelled or expired");
    }
}
