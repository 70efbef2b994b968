package io.entrepot.standalone;

import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.kit.network.Loopback;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the person who started the registry where it is and what to type next. */
@ApplicationScoped
class Announcement {

    private static final Logger LOG = Logger.getLogger("io.entrepot");

    private static final String FIRST_USER = "The first user was made.";

    private final FirstLogin firstLogin;
    private final IdentityConfig identity;

    Announcement(FirstLogin firstLogin, IdentityConfig identity) {
        this.firstLogin = firstLogin;
        this.identity = identity;
    }

    void listening(@ObservesAsync HttpServerStart start) {
        listening("http", start.options());
        if (!identity.open() && !Loopback.is(start.options().getHost())) {
            LOG.warn("passwords and tokens cross the network readable: start with --tls-cert and --tls-key,"
                    + " or let only something that speaks TLS reach this address");
        }
    }

    void listening(@ObservesAsync HttpsServerStart start) {
        listening("https", start.options());
    }

    private void listening(String scheme, HttpServerOptions options) {
        var launch = Launch.current();
        if (launch == null) {
            return;
        }
        firstLogin.make().onComplete(made -> {
            if (made.failed()) {
                LOG.errorf("the first user could not be made; start again: %s", made.cause());
            }
            announce(launch, scheme, options, made.result());
            launch.listening(options.getPort(), made.result());
        });
    }

    private void announce(
            Launch launch, String scheme, HttpServerOptions options, FirstLogin.@Nullable Credentials login) {
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
                new Terminal(System.err, false).login(FIRST_USER, address, login);
            }
            return;
        }
        var terminal = new Terminal(System.out, false);
        terminal.ready(
                scheme,
                address,
                identity.open(),
                launch.managementPort(),
                launch.data().settings());
        if (login != null) {
            terminal.login(FIRST_USER, address, login);
        }
    }
}
