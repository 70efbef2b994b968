package io.entrepot.manifest.push;

import io.entrepot.manifest.content.ManifestContent;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.vertx.core.buffer.Buffer;
import java.util.Set;

/** A manifest that was found good, and the tags that shall name it. */
public record Push(RepositoryName repository, Digest digest, ManifestContent content, Buffer bytes, Set<Tag> tags) {}
