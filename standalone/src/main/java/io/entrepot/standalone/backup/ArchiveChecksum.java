package io.entrepot.standalone.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A checksum over names, sizes and bytes of entries in their order. */
final class ArchiveChecksum {

    private final MessageDigest digest;

    ArchiveChecksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has SHA-256
        }
    }

    void entry(String name, long size) {
        digest.update((name + "\n" + size + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
    }

    String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
