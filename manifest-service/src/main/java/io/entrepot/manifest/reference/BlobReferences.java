package io.entrepot.manifest.reference;

import io.entrepot.kit.db.Database;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Which manifests of a repository refer to a blob, as of now: asked of the database each time, never remembered. */
@ApplicationScoped
public class BlobReferences {
    static final String REFERENCING = """
            SELECT e.parent
            FROM repository r JOIN manifest_reference e ON e.repository_id = r.id
            WHERE r.name = $1 AND e.child = $2 AND e.kind = 'blob'
            ORDER BY e.parent LIMIT $3""";

    private final Database database;

    BlobReferences(@Identifier("manifest") Database database) {
        this.database = database;
    }

    /** The first of the manifests that refer to the blob, at most so many. */
    public Future<List<Digest>> manifestsReferencing(RepositoryName repository, Digest blob, int atMost) {
        return database.query(REFERENCING, Tuple.of(repository.value(), blob.toString(), atMost))
                .map(rows -> {
                    var manifests = new ArrayList<Digest>(rows.size());
                    rows.forEach(row -> manifests.add(Digest.parse(row.getString(0))));
                    return manifests;
                });
    }
}
