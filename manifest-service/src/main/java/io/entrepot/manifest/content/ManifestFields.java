package io.entrepot.manifest.content;

import io.entrepot.model.Digest;
import io.entrepot.model.MediaType;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a manifest that matter, before it is known what kind of manifest it is. */
record ManifestFields(
        Set<String> names,
        @Nullable String mediaType,
        @Nullable String artifactType,
        @Nullable Descriptor config,
        @Nullable Descriptor subject,
        @Nullable String annotations,
        List<Descriptor> layers,
        List<Descriptor> blobs,
        List<Descriptor> manifests) {
    private static final int MAX_TYPE_LENGTH = 255;
    private static final Set<String> IMAGES = Set.of(MediaType.OCI_MANIFEST, MediaType.DOCKER_MANIFEST);
    private static final Set<String> SCHEMA_1 = Set.of(MediaType.DOCKER_SCHEMA1, MediaType.DOCKER_SCHEMA1_SIGNED);

    ManifestContent interpret(@Nullable String contentType) {
        var type = effectiveType(contentType);
        requireShape(type);
        requireArtifactType();
        var blobReferences = new LinkedHashSet<Digest>();
        var elsewhere = new LinkedHashSet<Digest>();
        var manifestReferences = new LinkedHashSet<Digest>();
        manifests.stream()
                .filter(entry -> MediaType.isManifest(entry.mediaType()))
                .forEach(entry -> manifestReferences.add(entry.digest()));
        blobDescriptors().forEach(blob -> {
            blobReferences.add(blob.digest());
            if (blob.elsewhere()) {
                elsewhere.add(blob.digest());
            }
        });
        // What is a blob here and one from elsewhere there is needed here; what is also a manifest counts as one.
        blobDescriptors().filter(blob -> !blob.elsewhere()).forEach(blob -> elsewhere.remove(blob.digest()));
        blobReferences.removeAll(manifestReferences);
        elsewhere.removeAll(manifestReferences);
        return new ManifestContent(
                type,
                referrerType(),
                subject == null ? null : subject.digest(),
                annotations,
                blobReferences,
                elsewhere,
                manifestReferences);
    }

    /** Config, layers, blobs, and index entries that are no manifests: build caches are pushed so. */
    private Stream<Descriptor> blobDescriptors() {
        var entries = manifests.stream().filter(entry -> !MediaType.isManifest(entry.mediaType()));
        return Stream.of(Stream.ofNullable(config), layers.stream(), blobs.stream(), entries)
                .flatMap(descriptors -> descriptors);
    }

    private String effectiveType(@Nullable String contentType) {
        var announced = contentType == null || contentType.isBlank() ? null : MediaType.withoutParameters(contentType);
        if (mediaType == null && announced == null) {
            throw invalid("neither the manifest nor the Content-Type names a media type");
        }
        var type = mediaType == null ? announced : mediaType;
        if (type == null || (announced != null && !type.toLowerCase(Locale.ROOT).equals(announced))) {
            throw invalid("the manifest's mediaType and its Content-Type differ");
        }
        if (SCHEMA_1.contains(type)) {
            throw invalid("Docker schema 1 is not supported");
        }
        if (type.length() > MAX_TYPE_LENGTH || !type.endsWith("+json") || !isVisible(type)) {
            throw invalid("the media type is none of a manifest");
        }
        return type;
    }

    /** Two readings of one document are refused: what one reader takes for an image is an index for another. */
    private void requireShape(String type) {
        if (names.contains("manifests") && names.contains("layers")) {
            throw invalid("the manifest has both manifests and layers");
        }
        if (IMAGES.contains(type)) {
            if (names.contains("manifests")) {
                throw invalid("an image has no manifests");
            }
            if (config == null) {
                throw invalid("an image needs a config");
            }
        } else if (MediaType.isIndex(type) && (names.contains("layers") || config != null)) {
            throw invalid("an index has no layers and no config");
        }
    }

    private void requireArtifactType() {
        var type = referrerType();
        if (type != null && (type.length() > MAX_TYPE_LENGTH || type.chars().anyMatch(Character::isISOControl))) {
            throw invalid("the artifactType is too long or has control characters");
        }
    }

    private @Nullable String referrerType() {
        if (artifactType != null && !artifactType.isEmpty()) {
            return artifactType;
        }
        return config == null ? null : config.mediaType();
    }

    private static boolean isVisible(String type) {
        return type.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static OciException invalid(String detail) {
        return OciError.MANIFEST_INVALID.because(detail);
    }
}
