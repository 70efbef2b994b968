package io.entrepot.manifest.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a tag.
 *
 * @param version counts the changes of the tag from 1 on
 * @param from the digest it named before; null where it was created
 * @param to the digest it names since; null where it was deleted
 */
public record TagMove(
        long version, @Nullable String from, @Nullable String to, Instant at) {}
