package io.entrepot.manifest.content;

import io.entrepot.model.Digest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a registry needs to know of a manifest.
 *
 * @param mediaType what it is served as
 * @param artifactType its own, or for an image without one the media type of its config (distribution specification,
 *     "Listing Referrers")
 * @param annotations a JSON object, as it stands in the manifest
 * @param blobs all blobs it refers to
 * @param blobsElsewhere those of them that the registry need not have
 * @param manifests all manifests it refers to, its subject excepted
 */
public record ManifestContent(
        String mediaType,
        @Nullable String artifactType,
        @Nullable Digest subject,
        @Nullable String annotations,
        Set<Digest> blobs,
        Set<Digest> blobsElsewhere,
        Set<Digest> manifests) {
    /**
     * Reads a manifest.
     *
     * @param contentType the {@code Content-Type} it came with
     * @throws io.entrepot.model.OciException {@code MANIFEST_INVALID}
     */
    public static ManifestContent parse(byte[] bytes, @Nullable String contentType) {
        return ManifestReader.read(bytes).interpret(contentType);
    }
}
