package io.entrepot.standalone;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;

/** Tells the person who started the registry where it is and what to type next. */
@ApplicationScoped
class Announcement {

    private static final Logger LOG = Logger.getLogger("io.entrepot");

    void listening(@ObservesAsync HttpServerStart start) {
        var launch = Launch.current();
        if (launch == null) {
            return;
        }
        var options = start.options();
        if (launch.command().jsonLog()) {
            LOG.infof(
                    "registry listens on %s:%d, health and metrics on port %d, data in %s",
                    options.getHost(),
                    options.getPort(),
                    launch.managementPort(),
                    launch.data().path());
        } else {
            new Terminal(System.out, false)
                    .ready(
                            options.getHost(),
                            options.getPort(),
                            launch.managementPort(),
                            launch.data().settings());
        }
        launch.listening(options.getPort());
    }
}
