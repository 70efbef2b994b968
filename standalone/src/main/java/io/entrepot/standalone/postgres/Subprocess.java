package io.entrepot.standalone.postgres;

import io.entrepot.kit.start.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How PostgreSQL's programs are started: with nothing of our environment, and not as root. */
final class Subprocess {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private Subprocess() {}

    static ProcessBuilder builder(List<String> command) {
        var words = new ArrayList<String>();
        if (ROOT) {
            // PostgreSQL refuses to run as root. In a user namespace without a mapping it isn't, and still owns its
            // files.
            words.add("unshare");
            words.add("--user");
        }
        words.addAll(command);
        var builder = new ProcessBuilder(words);
        var environment = builder.environment();
        var path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }

    /** What to say when the namespace above wasn't to be had. */
    static Optional<Refusal> refusedNamespace(List<String> output) {
        var refused = ROOT && output.stream().anyMatch(line -> line.startsWith("unshare:"));
        return refused
                ? Optional.of(new Refusal("PostgreSQL does not run as root, and this system gives no user namespace:"
                        + " start Entrepot as an ordinary user"))
                : Optional.empty();
    }
}
