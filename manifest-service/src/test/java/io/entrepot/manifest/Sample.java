package io.entrepot.manifest;

import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.entrepot.model.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Manifests to push; each has a number of its own, so that no two are the same. */
final class Sample {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Sample() {}

    static String repository() {
        return "team/sample-" + NUMBER.incrementAndGet();
    }

    static Digest digest(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Digest.of(Algorithm.SHA256, bytes, 0, bytes.length);
    }

    static String image() {
        return image(null, null);
    }

    static String image(@Nullable Digest subject, @Nullable String artifactType) {
        var number = NUMBER.incrementAndGet();
        return """
                {"schemaVersion":2,"mediaType":"%s",%s%s"config":%s,"layers":[%s],"annotations":{"number":"%d"}}""".formatted(
                        MediaType.OCI_MANIFEST,
                        subject == null ? "" : "\"subject\":" + descriptor(MediaType.OCI_MANIFEST, subject) + ",",
                        artifactType == null ? "" : "\"artifactType\":\"" + artifactType + "\",",
                        descriptor("application/vnd.oci.image.config.v1+json", digest("config " + number)),
                        descriptor("application/vnd.oci.image.layer.v1.tar+gzip", digest("layer " + number)),
                        number);
    }

    static String index(List<Digest> images) {
        return """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s],"annotations":{"number":"%d"}}""".formatted(
                        MediaType.OCI_INDEX,
                        images.stream()
                                .map(image -> descriptor(MediaType.OCI_MANIFEST, image))
                                .collect(Collectors.joining(",")),
                        NUMBER.incrementAndGet());
    }

    static String descriptor(String mediaType, Digest digest) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":7}";
    }
}
