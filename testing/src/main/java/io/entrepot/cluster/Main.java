package io.entrepot.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./entrepot run --services}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(List.of(arguments), System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("entrepot: " + e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        var main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(main)));
        // A process that a signal ended would not exit with 0, and System.exit would wait for the hook that waits for
        // us.
        Runtime.getRuntime().halt(run(options));
    }

    private static int run(Options options) {
        System.out.printf("Starting %d of each service ...%n", options.replicas());
        var home = Path.of(System.getProperty("entrepot.home", "")).toAbsolutePath();
        try (var cluster = Cluster.start(home, options, Main::say)) {
            announce(cluster);
            awaitSignal();
            System.out.println("Stopping ...");
            return 0;
        } catch (InterruptedException stopped) {
            return 0;
        } catch (IOException | RuntimeException e) {
            System.err.println("entrepot: " + (e.getMessage() == null ? e : e.getMessage()));
            return 1;
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void stop(Thread main) {
        main.interrupt();
        try {
            main.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitSignal() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException signal) {
            return;
        }
    }

    private static void announce(Cluster cluster) throws IOException {
        var table = new Table(cluster);
        System.out.printf("""

                Entrepot listens on %1$s/  (Ctrl-C stops it)

                %2$s
                To measure it: ./entrepot bench --url %1$s --pids %3$s
                """, cluster.uri(), table.text(), table.pids());
        cluster.logins()
                .filter(Logins::isNew)
                .ifPresent(logins -> System.out.printf("""
                The first user was made. The password is in %s too:
                  echo %s | docker login --username admin --password-stdin localhost:%d
                """, logins.passwordFile(), logins.password(), cluster.port()));
    }
}
