package io.entrepot.manifest;

import io.entrepot.kit.testing.ServiceDatabase;

public class EmbeddedDatabase extends ServiceDatabase {
    public EmbeddedDatabase() {
        super("manifest");
    }
}
