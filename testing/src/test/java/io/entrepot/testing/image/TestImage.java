package io.entrepot.testing.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An OCI image or index with everything below it.
 *
 * @param root the manifest or index that a tag names
 * @param manifests all manifests, those that others reference first, the root last
 * @param blobs configurations and layers, each once
 */
public record TestImage(Blob root, List<Blob> manifests, Collection<Blob> blobs) {
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    /** How the layers of an image are packed. */
    public enum Packing {
        TAR,
        GZIP,
        ZSTD;

        private Blob pack(byte[] tar) {
            return switch (this) {
                case TAR -> Blob.of("application/vnd.oci.image.layer.v1.tar", tar);
                case GZIP -> Blob.of("application/vnd.oci.image.layer.v1.tar+gzip", Layers.gzip(tar));
                case ZSTD -> Blob.of("application/vnd.oci.image.layer.v1.tar+zstd", Layers.zstd(tar));
            };
        }
    }

    /** An image for linux/amd64 whose layers are different for different seeds. */
    public static TestImage of(long seed, int layers, int layerSize, Packing packing) {
        return of(seed, layers, layerSize, packing, "amd64");
    }

    /** One image for each architecture, under one index. */
    public static TestImage index(long seed, String... architectures) {
        var manifests = new ArrayList<Blob>();
        var blobs = new LinkedHashMap<String, Blob>();
        var entries = new ArrayList<String>();
        for (var architecture : architectures) {
            var image = of(seed + architecture.hashCode(), 2, 10_000, Packing.GZIP, architecture);
            manifests.add(image.root);
            image.blobs.forEach(blob -> blobs.put(blob.digest(), blob));
            entries.add(image.root.descriptor(
                    ",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}".formatted(architecture)));
        }
        var root = Blob.json(
                INDEX,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(INDEX, String.join(",", entries)));
        manifests.add(root);
        return new TestImage(root, List.copyOf(manifests), List.copyOf(blobs.values()));
    }

    /** Writes it as an OCI image layout with one tag. */
    public Path writeLayout(Path directory, String tag) throws IOException {
        var files = Files.createDirectories(directory.resolve("blobs/sha256"));
        for (var blob : blobs) {
            Files.write(files.resolve(blob.hex()), blob.bytes());
        }
        for (var manifest : manifests) {
            Files.write(files.resolve(manifest.hex()), manifest.bytes());
        }
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        var entry = root.descriptor(",\"annotations\":{\"org.opencontainers.image.ref.name\":\"%s\"}".formatted(tag));
        Files.writeString(directory.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(entry));
        return directory;
    }

    private static TestImage of(long seed, int count, int layerSize, Packing packing, String architecture) {
        var layers = new ArrayList<Blob>();
        var unpacked = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            var tar = Layers.tar("file-" + i, Blob.random(seed * 1_000 + i, layerSize));
            layers.add(packing.pack(tar));
            unpacked.add('"' + Blob.digest("sha256", tar) + '"');
        }
        var config = Blob.json(CONFIG, """
                {"architecture":"%s","os":"linux","config":{"Cmd":["/file-0"]},"rootfs":{"type":"layers","diff_ids":[%s]}}""".formatted(architecture, String.join(",", unpacked)));
        var root = Blob.json(
                MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                        .formatted(
                                MANIFEST,
                                config.descriptor(),
                                layers.stream().map(Blob::descriptor).collect(Collectors.joining(","))));
        layers.add(config);
        return new TestImage(root, List.of(root), List.copyOf(layers));
    }
}
