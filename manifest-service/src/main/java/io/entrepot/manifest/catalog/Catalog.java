package io.entrepot.manifest.catalog;

import io.entrepot.model.Action;
import io.entrepot.model.Permissions;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody gets to see of the repositories: those that they may pull from. */
@ApplicationScoped
class Catalog {
    /** Looked through at once at the least: of names that begin as they should, few may be wanted. */
    private static final int PIECE = 1_000;

    private final CatalogStore repositories;

    Catalog(CatalogStore repositories) {
        this.repositories = repositories;
    }

    /** The first names after {@code last}, or from the beginning where it is null; at most {@code limit}. */
    Future<List<String>> after(Permissions may, @Nullable String last, int limit) {
        return may.allowsEverywhere(Action.PULL)
                ? repositories.after(last, limit)
                : collect(may, last, limit, new ArrayList<>());
    }

    private Future<List<String>> collect(Permissions may, @Nullable String last, int limit, List<String> collected) {
        var piece = Math.max(limit, PIECE);
        return repositories.after(last, piece, may.prefixes(Action.PULL)).compose(found -> {
            found.stream()
                    .filter(name -> may.allows(new RepositoryName(name), Action.PULL))
                    .limit(limit - collected.size())
                    .forEach(collected::add);
            return collected.size() == limit || found.size() < piece
                    ? Future.succeededFuture(collected)
                    : collect(may, found.getLast(), limit, collected);
        });
    }
}
