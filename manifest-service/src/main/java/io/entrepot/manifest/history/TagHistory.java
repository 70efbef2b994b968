package io.entrepot.manifest.history;

import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import java.util.List;

/** Every creation, move and deletion of a tag. */
public interface TagHistory {
    /** The moves of a tag that came before this version, newest first; at most {@code limit}. None for an unknown tag. */
    Future<List<TagMove>> before(RepositoryName repository, Tag tag, long version, int limit);
}
