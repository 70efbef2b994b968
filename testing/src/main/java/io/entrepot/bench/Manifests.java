package io.entrepot.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Image manifests of one config and one layer of 10 KiB, as alike as images of one pipeline, and never equal. */
final class Manifests {
    private static final AtomicLong COUNTER = new AtomicLong();

    private final String parts;

    private Manifests(String parts) {
        this.parts = parts;
    }

    /** Pushes what the manifests of this repository refer to. */
    static Manifests in(Registry registry, String repository) throws IOException {
        var config = Blob.of("{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(UTF_8));
        var layer = Blob.of(Blob.distinct(Blob.noise(10 * 1024)));
        try (var connection = registry.connect()) {
            registry.push(connection, repository, config);
            registry.push(connection, repository, layer);
        }
        return new Manifests("\"config\":" + descriptor("application/vnd.oci.image.config.v1+json", config)
                + ",\"layers\":[" + descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer) + "]");
    }

    Blob next() {
        return next("");
    }

    Blob referrerOf(Blob subject) {
        return next(",\"artifactType\":\"application/vnd.entrepot.bench\",\"subject\":"
                + descriptor(Registry.MANIFEST, subject));
    }

    private Blob next(String more) {
        return Blob.of(("{\"schemaVersion\":2,\"mediaType\":\"" + Registry.MANIFEST + "\"," + parts + more
                        + ",\"annotations\":{\"entrepot.bench.number\":\"" + COUNTER.incrementAndGet() + "\"}}")
                .getBytes(UTF_8));
    }

    private static String descriptor(String mediaType, Blob blob) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(mediaType, blob.digest(), blob.bytes().length);
    }
}
