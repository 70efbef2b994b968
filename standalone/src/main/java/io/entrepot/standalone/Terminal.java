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

    /** Said once for each password: only its hash is kept. */
    void login(String what, String address, FirstLogin.Credentials login) {
        say("""
                %1$s This password is not shown again:

                  echo %3$s | docker login --username %2$s --password-stdin %4$s
                """.formatted(what, login.name(), login.password(), address));
    }

    void ready(String scheme, String address, boolean open, int managementPort, Path settings) {
        say("""

                Entrepot listens on %1$s://%2$s/  (Ctrl-C stops it)

                %3$s
                  docker pull alpine && docker tag alpine %2$s/team/app:1 && docker push %2$s/team/app:1

                Health: http://localhost:%4$d/q/health

                Settings: environment ENTREPOT_..., or %5$s
                  entrepot.disk.reserve     free disk below which pushes are refused
                  quarkus.shutdown.timeout  how long requests under way may take when stopping
                All keys: README.md
                """.formatted(
                        scheme,
                        address,
                        open
                                ? "  Nobody has to log in: who reaches this address may push and delete."
                                : "  docker login --username admin " + address,
                        managementPort,
                        settings));
    }
}
