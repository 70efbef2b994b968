package io.entrepot.standalone;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the operating system wants an application to keep a user's data. */
public final class DefaultDataDirectory {

    private DefaultDataDirectory() {}

    public static Path of(Map<String, String> environment, Path home, String osName) {
        if (osName.toLowerCase(Locale.ROOT).startsWith("mac")) {
            return home.resolve("Library/Application Support/entrepot");
        }
        var xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        // The XDG specification has relative paths ignored.
        return xdg.startsWith("/") ? Path.of(xdg, "entrepot") : home.resolve(".local/share/entrepot");
    }
}
