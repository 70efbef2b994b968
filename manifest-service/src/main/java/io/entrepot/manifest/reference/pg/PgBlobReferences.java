package io.entrepot.manifest.reference.pg;

import io.entrepot.kit.db.Database;
import io.entrepot.manifest.reference.BlobReferences;
import io.entrepot.model.Digest;
import io.entrepot.model.RepositoryName;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** References as rows, found by the child. */
@ApplicationScoped
class PgBlobReferences implements BlobReferences {
    static final String REFERENCING = """
            SELECT parent FROM manifest_reference
            WHERE repository_id = (SELECT id FROM repository WHERE name = $1) AND child = $2 AND kind = 'blob'
            LIMIT $3""";

    private final Database database;

    PgBlobReferences(@Identifier("manifest") Database database) {
        this.database = database;
    }

    @Override
    public Future<List<Digest>> manifestsReferencing(RepositoryName repository, Digest blob, int atMost) {
        return database.query(REFERENCING, Tuple.of(repository.value(), blob.toString(), atMost))
                .map(rows -> {
                    var manifests = new ArrayList<Digest>(rows.size());
                    rows.forEach(row -> manifests.add(Digest.parse(row.getString(0))));
                    return manifests;
                });
    }
}
