package io.entrepot.standalone;

import java.io.PrintStream;
import java.nio.file.Path;

/** What a person at the terminal reads before there is a log; silent where the log is for machines. */
final class Terminal {

    private final PrintStream out;
    private final boolean silent;

    Terminal(PrintStream out, boolean silent) {
        this.out = out;
        this.silent = silent;
    }

    void say(String line) {
        if (!silent) {
            out.println(line);
        }
    }

    /** As a client on this machine writes it. */
    static String address(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host)
                        .replaceFirst("^(127\\.0\\.0\\.1|0\\.0\\.0\\.0)$", "localhost")
                + ":" + port;
    }

    /** Said once in the life of a registry: only the hash of the password is kept. */
    void login(String address, FirstLogin.Credentials login) {
        say("""
                The first user was made. This password is not shown again:

                  echo %2$s | docker login --username %1$s --password-stdin %3$s
                """.formatted(login.name(), login.password(), address));
    }

    void ready(String address, int managementPort, Path settings) {
        say("""

                Entrepot listens on http://%1$s/  (Ctrl-C stops it)

                  docker pull alpine && docker tag alpine %1$s/team/app:1 && docker push %1$s/team/app:1
                  curl http://%1$s/v2/_catalog

                Health: http://localhost:%3$d/q/health

                Settings: environment ENTREPOT_..., or %2$s
                  entrepot.network.allow-anonymous  listen on other addresses than loopback
                  entrepot.disk.reserve             free disk below which pushes are refused
                  quarkus.shutdown.timeout          how long requests under way may take when stopping
                All keys: README.md
                """.formatted(address, settings, managementPort));
    }
}
