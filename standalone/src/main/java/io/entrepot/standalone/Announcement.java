package io.entrepot.standalone;

import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the person who started the registry where it is and what to type next. */
@ApplicationScoped
class Announcement {

    private static final Logger LOG = Logger.getLogger("io.entrepot");

    private final FirstLogin firstLogin;

    Announcement(FirstLogin firstLogin) {
        this.firstLogin = firstLogin;
    }

    void listening(@ObservesAsync HttpServerStart start) {
        var launch = Launch.current();
        if (launch == null) {
            return;
        }
        firstLogin.make().onComplete(made -> {
            if (made.failed()) {
                LOG.errorf("the first user could not be made; start again: %s", made.cause());
            }
            announce(launch, start.options(), made.result());
            launch.listening(start.options().getPort());
        });
    }

    private static void announce(Launch launch, HttpServerOptions options, FirstLogin.@Nullable Credentials login) {
        var address = Terminal.address(options.getHost(), options.getPort());
        if (launch.command().jsonLog()) {
            LOG.infof(
                    "registry listens on %s:%d, health and metrics on port %d, data in %s",
                    options.getHost(),
                    options.getPort(),
                    launch.managementPort(),
                    launch.data().path());
            if (login != null) {
                // Not where the log goes: that is kept.
                new Terminal(System.err, false).login(address, login);
            }
            return;
        }
        var terminal = new Terminal(System.out, false);
        terminal.ready(address, launch.managementPort(), launch.data().settings());
        if (login != null) {
            terminal.login(address, login);
        }
    }
}
