package io.entrepot.model;

/** What names a manifest within a repository: a {@link Tag} or a {@link Digest} (distribution specification, "Pulling manifests"). */
public sealed interface Reference permits Tag, Digest {
    /**
     * Reads a reference; whatever holds a colon can only be a digest.
     *
     * @throws OciException {@code DIGEST_INVALID} or, for a malformed tag, {@code MANIFEST_INVALID}
     */
    static Reference parse(String text) {
        return text.indexOf(':') >= 0 ? Digest.parse(text) : Tag.parse(text);
    }
}
