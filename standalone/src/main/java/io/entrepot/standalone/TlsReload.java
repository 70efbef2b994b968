package io.entrepot.standalone;

import io.entrepot.kit.start.Refusal;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes certificate and key anew when their files have changed; new connections get the new ones. The framework would do
 * it by the clock, changed or not, and would also take a certificate whose key isn't there yet.
 */
@ApplicationScoped
class TlsReload {

    private static final Logger LOG = Logger.getLogger("io.entrepot.tls");
    private static final long EVERY_MILLIS = 2_000;

    private final Vertx vertx;
    private final TlsConfigurationRegistry registry;
    private final Event<CertificateUpdatedEvent> updated;
    private List<Buffer> seen = List.of();
    private @Nullable String complaint;

    TlsReload(Vertx vertx, TlsConfigurationRegistry registry, Event<CertificateUpdatedEvent> updated) {
        this.vertx = vertx;
        this.registry = registry;
        this.updated = updated;
    }

    void start(@Observes StartupEvent start) {
        var launch = Launch.current();
        var files = launch == null ? null : launch.command().tls();
        if (files != null) {
            seen = files.read();
            tellWhereExpired(files.check(seen));
            // One look after the other.
            vertx.setPeriodic(EVERY_MILLIS, tick -> vertx.executeBlocking(() -> look(files)));
        }
    }

    private synchronized Void look(TlsFiles files) {
        try {
            var content = files.read();
            if (!content.equals(seen)) {
                seen = content;
                reload(files.check(content));
            }
            complaint = null;
        } catch (Refusal unusable) {
            if (!unusable.line().equals(complaint)) {
                LOG.warnf("still serving the certificate of before: %s", unusable.line());
                complaint = unusable.line();
            }
        }
        return null;
    }

    private void reload(X509Certificate next) {
        var configuration = registry.get(TlsFiles.CONFIGURATION).orElseThrow();
        if (configuration.reload()) {
            updated.fire(new CertificateUpdatedEvent(TlsFiles.CONFIGURATION, configuration));
            LOG.info("serving a new certificate");
            tellWhereExpired(next);
        } else {
            seen = List.of(); // changed again meanwhile: the next look tells
        }
    }

    private static void tellWhereExpired(X509Certificate served) {
        var end = served.getNotAfter().toInstant();
        if (Instant.now().isAfter(end)) {
            LOG.warnf("the certificate that is served has expired, at %s: clients will refuse it", end);
        }
    }
}
