package io.entrepot.bench;

import io.entrepot.bench.Connection.BodySink;
import java.io.IOException;

/** Pulls of manifests and blobs. */
final class Reads {
    static final long BIG_BLOB_BYTES = 100_000_000;
    private static final String REPOSITORY = "pulled";
    private static final int BIG_BLOB_CLIENTS = 4;

    private Reads() {}

    static Load manifestByTag(Registry registry, Bed bed) throws IOException {
        return manifest(registry, bed, true);
    }

    static Load manifestByDigest(Registry registry, Bed bed) throws IOException {
        return manifest(registry, bed, false);
    }

    private static Load manifest(Registry registry, Bed bed, boolean byTag) throws IOException {
        var manifest = Manifests.in(registry, REPOSITORY).next();
        String reference = byTag ? "latest" : manifest.digest();
        try (var connection = registry.connect()) {
            registry.pushManifest(connection, REPOSITORY, reference, manifest.bytes());
        }
        return verified(registry, bed, registry.path(REPOSITORY, "manifests", reference), manifest.digest());
    }

    static Load smallBlob(Registry registry, Bed bed) throws IOException {
        var blob = Blob.of(Blob.distinct(Blob.noise(10 * 1024)));
        try (var connection = registry.connect()) {
            registry.push(connection, REPOSITORY, blob);
        }
        return verified(registry, bed, registry.path(REPOSITORY, "blobs", blob.digest()), blob.digest());
    }

    private static Load verified(Registry registry, Bed bed, String path, String digest) throws IOException {
        try (var connection = registry.connect()) {
            return bed.reads(registry, path, registry.verify(connection, path, digest));
        }
    }

    /** Always by the own driver: wrk reads in pieces of 8 KiB and would measure itself. */
    static Load bigBlob(Registry registry) throws IOException {
        var blob = new StreamedBlob(Math.toIntExact(BIG_BLOB_BYTES / StreamedBlob.MEGABYTE));
        String path = registry.path(REPOSITORY, "blobs", blob.digest());
        try (var connection = registry.connect()) {
            registry.push(connection, REPOSITORY, blob);
            registry.verify(connection, path, blob.digest());
        }
        var request = registry.get(path);
        return new OwnLoad(
                new Clients(BIG_BLOB_CLIENTS),
                registry,
                Long.MAX_VALUE,
                connection -> get(connection, request, BIG_BLOB_BYTES));
    }

    /** The measured operation: status and length must be right; the digest was checked once, before. */
    static void get(Connection connection, byte[] request, long length) throws IOException {
        var response = connection.exchange(request, BodySink.DISCARD).expect(200, "GET");
        if (response.length() != length) {
            throw new WrongAnswer("%,d bytes expected, %,d received".formatted(length, response.length()));
        }
    }
}
