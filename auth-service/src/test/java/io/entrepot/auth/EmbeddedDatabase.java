package io.entrepot.auth;

import io.entrepot.kit.testing.ServiceDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Of a site that asks people to log in. */
public class EmbeddedDatabase extends ServiceDatabase {
    public EmbeddedDatabase() {
        super("auth");
    }

    @Override
    public Map<String, String> start() {
        var settings = super.start();
        settings.put("entrepot.identity.open", "false");
        settings.put("entrepot.identity.key-file", file("a secret for keys, of the tests alone"));
        return settings;
    }

    private static String file(String text) {
        try {
            var file = Files.createTempFile("secret", null);
            file.toFile().deleteOnExit();
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
