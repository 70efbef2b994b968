package io.entrepot.blob.upload.pg;

import io.entrepot.blob.upload.UploadConfig;
import io.entrepot.blob.upload.UploadLedger;
import io.entrepot.kit.db.Database;

/** A ledger in a database of the tests. */
public final class PlainLedger {
    private PlainLedger() {}

    public static UploadLedger in(Database database, UploadConfig config) {
        return new PgUploadLedger(database, config);
    }
}
