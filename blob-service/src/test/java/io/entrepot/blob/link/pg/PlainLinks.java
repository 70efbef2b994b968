package io.entrepot.blob.link.pg;

import io.entrepot.blob.link.BlobLinks;
import io.entrepot.kit.db.Database;

/** Links in a database of the tests. */
public final class PlainLinks {
    private PlainLinks() {}

    public static BlobLinks in(Database database) {
        return new PgBlobLinks(database);
    }
}
