package io.entrepot.manifest.referrers.pg;

import io.entrepot.kit.db.Database;
import io.entrepot.manifest.referrers.Referrer;
import io.entrepot.manifest.referrers.ReferrerStore;
import io.entrepot.model.Digest;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;

/** Referrers by one query a page; annotations can be large, so the database adds up what a page would weigh. */
@ApplicationScoped
class PgReferrerStore implements ReferrerStore {
    static final String FIND = """
            SELECT digest, media_type, size, artifact_type, annotations, weight
            FROM (
                SELECT digest, media_type, octet_length(bytes) AS size, artifact_type, annotations,
                    octet_length(annotations) AS own,
                    sum(200 + length(digest) + octet_length(media_type) + coalesce(octet_length(artifact_type), 0)
                        + coalesce(octet_length(annotations), 0))
                        OVER (ORDER BY digest ROWS UNBOUNDED PRECEDING) AS weight
                FROM manifest
                WHERE repository_id = (SELECT id FROM repository WHERE name = $1)
                    AND subject = $2 AND digest > $3 AND ($4::text IS NULL OR artifact_type = $4)
                ORDER BY digest LIMIT $5
            ) AS page
            WHERE weight - coalesce(own, 0) <= $6
            ORDER BY digest""";

    /** More than any manifest weighs: the first one that doesn't fit comes along, and says that there are more. */
    private static final long ONE_MORE = 5 << 20;

    private final Database database;

    PgReferrerStore(@Identifier("manifest") Database database) {
        this.database = database;
    }

    @Override
    public Future<Page> find(Query query, int entries, long bytes) {
        var last = query.last();
        return database.query(
                        FIND,
                        Tuple.of(
                                query.repository().value(),
                                query.subject().toString(),
                                last == null ? "" : last.toString(),
                                query.artifactType(),
                                entries + 1L,
                                bytes + ONE_MORE))
                .map(rows -> page(rows, entries, bytes));
    }

    private static Page page(RowSet<Row> rows, int entries, long bytes) {
        var referrers = new ArrayList<Referrer>(Math.min(entries, rows.size()));
        for (var row : rows) {
            if (!referrers.isEmpty() && (referrers.size() == entries || row.getLong(5) > bytes)) {
                return new Page(referrers, true);
            }
            referrers.add(Referrer.of(
                    Digest.parse(row.getString(0)),
                    row.getString(1),
                    row.getInteger(2),
                    row.getString(3),
                    row.getString(4)));
        }
        return new Page(referrers, false);
    }
}
