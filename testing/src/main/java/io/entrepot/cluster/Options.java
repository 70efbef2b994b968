package io.entrepot.cluster;

import io.entrepot.standalone.DefaultDataDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be started.
 *
 * @param open whether nobody has to log in; then no auth-service is started
 * @param objectStore an S3 endpoint that is there already; one of our own unless given
 * @param settings environment of the services on top of the launcher's own
 * @param jvmOptions options of the services' JVMs
 */
public record Options(
        int replicas,
        int port,
        Path data,
        boolean open,
        @Nullable URI objectStore,
        Map<String, String> settings,
        List<String> jvmOptions) {

    static final String USAGE = """
            ./entrepot run --services [--replicas N] [--port PORT] [--data DIR] [--open] [--s3-endpoint URL]

              --replicas N       processes of each service, 1 to 5 (1)
              --port PORT        of the address in front of them all (5000); 0 takes a free one
              --data DIR         the data directory, as of ./entrepot run; these use its folder "services"
              --open             nobody has to log in
              --s3-endpoint URL  an S3 server that is there already, with its bucket and keys in the environment
                                 (ENTREPOT_BLOB_S3_BUCKET, _REGION, _ACCESS_KEY, _SECRET_KEY); otherwise one of our own
            Settings of the services come from the environment, ENTREPOT_...; options of their JVMs from JAVA_OPTS.
            """;

    /** More need a better database than the embedded one. */
    static final int MOST_REPLICAS = 5;

    static final String OPEN = "ENTREPOT_IDENTITY_OPEN";

    private static final int DEFAULT_PORT = 5000;

    /** Understands a command line, or throws an IllegalArgumentException that says why not. */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        var replicas = 1;
        var port = DEFAULT_PORT;
        var data = DefaultDataDirectory.of(
                environment, Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
        var open = Boolean.parseBoolean(environment.getOrDefault(OPEN, "false"));
        @Nullable URI objectStore = null;
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var option = rest.next();
            switch (option) {
                case "--services" -> {}
                case "--replicas" -> replicas = number(option, value(option, rest), 1, MOST_REPLICAS);
                case "--port" -> port = number(option, value(option, rest), 0, 65_535);
                case "--data" ->
                    data = Path.of(value(option, rest)).toAbsolutePath().normalize();
                case "--open" -> open = true;
                case "--s3-endpoint" -> objectStore = URI.create(value(option, rest));
                default -> throw new IllegalArgumentException("'run --services' knows no option '" + option + "'");
            }
        }
        var jvmOptions = environment.getOrDefault("JAVA_OPTS", "").strip();
        return new Options(
                replicas,
                port,
                data,
                open,
                objectStore,
                Map.of(),
                jvmOptions.isEmpty() ? List.of() : List.of(jvmOptions.split("\\s+")));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static int number(String option, String text, int least, int most) {
        if (text.matches("[0-9]{1,5}")) {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(option + " must be a number from " + least + " to " + most);
    }
}
