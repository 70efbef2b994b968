package io.entrepot.blob.upload;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The inner state of the JDK's SHA-2 digests, so that an upload can go on in another process without reading back what
 * it has. Needs {@code --add-opens java.base/sun.security.provider=ALL-UNNAMED} and {@code java.base/java.security};
 * without them there is no state, and the bytes are read once more at the end.
 */
final class DigestState {
    private static final Logger LOG = Logger.getLogger(DigestState.class);
    private static final byte VERSION = 1;

    private DigestState() {}

    static byte @Nullable [] export(MessageDigest digest) {
        try {
            var spi = spi(digest);
            var buffer = (byte[]) field(spi, "buffer").get(spi);
            var words = field(spi, "state").get(spi);
            var count = Array.getLength(words);
            var out = ByteBuffer.allocate(1 + Long.BYTES + 3 * Integer.BYTES + buffer.length + count * Long.BYTES);
            out.put(VERSION).putLong(field(spi, "bytesProcessed").getLong(spi));
            out.putInt(field(spi, "bufOfs").getInt(spi));
            out.putInt(buffer.length).put(buffer).putInt(count);
            for (var i = 0; i < count; i++) {
                out.putLong(Array.getLong(words, i));
            }
            return out.array();
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debugf("digest state can't be taken along: %s", e);
            return null;
        }
    }

    /** Puts a state into a fresh digest; false, and the digest is not to be used, where it doesn't fit. */
    static boolean restore(MessageDigest digest, byte[] state) {
        try {
            var in = ByteBuffer.wrap(state);
            if (in.get() != VERSION) {
                return false;
            }
            var processed = in.getLong();
            var offset = in.getInt();
            var buffer = new byte[in.getInt()];
            in.get(buffer);
            var spi = spi(digest);
            var ownBuffer = (byte[]) field(spi, "buffer").get(spi);
            var words = field(spi, "state").get(spi);
            if (ownBuffer.length != buffer.length || Array.getLength(words) != in.getInt()) {
                return false;
            }
            System.arraycopy(buffer, 0, ownBuffer, 0, buffer.length);
            for (var i = 0; i < Array.getLength(words); i++) {
                if (words instanceof int[] ints) {
                    ints[i] = (int) in.getLong();
                } else {
                    ((long[]) words)[i] = in.getLong();
                }
            }
            field(spi, "bytesProcessed").setLong(spi, processed);
            field(spi, "bufOfs").setInt(spi, offset);
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debugf("digest state can't be restored: %s", e);
            return false;
        }
    }

    private static Object spi(MessageDigest digest) throws ReflectiveOperationException {
        return field(digest, "digestSpi").get(digest);
    }

    private static Field field(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}
