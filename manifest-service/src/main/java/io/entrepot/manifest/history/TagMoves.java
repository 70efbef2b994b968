package io.entrepot.manifest.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a tag's history, newest first.
 *
 * @param next to be sent as {@code cursor} for the page that follows; null on the last
 */
public record TagMoves(
        String repository,
        String tag,
        List<TagMove> moves,
        @Nullable String next) {}
