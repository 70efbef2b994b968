package io.entrepot.manifest.change;

import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a push or a deletion may have changed.
 *
 * @param manifest the manifest that came or went; null where only tags did
 * @param subject what that manifest refers to as its subject
 */
public record Change(
        RepositoryName repository,
        Collection<Tag> tags,
        @Nullable Digest manifest,
        @Nullable Digest subject) {}
