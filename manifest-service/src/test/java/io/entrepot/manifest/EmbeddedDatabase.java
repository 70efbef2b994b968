package io.entrepot.manifest;

import io.entrepot.kit.testing.ServiceDatabase;
import java.util.Map;

/** Of a site where nobody has to log in. */
public class EmbeddedDatabase extends ServiceDatabase {
    public EmbeddedDatabase() {
        super("manifest");
    }

    @Override
    public Map<String, String> start() {
        var settings = super.start();
        settings.put("entrepot.identity.open", "true");
        return settings;
    }
}
