package io.entrepot.auth.upkeep;

import io.entrepot.auth.audit.AuditLog;
import io.entrepot.auth.token.RefreshTokenStore;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Removes what is of no use any more. Every replica does; what another removed is not there. */
@ApplicationScoped
class Upkeep {
    private static final Logger LOG = Logger.getLogger("io.entrepot.identity");
    private static final long EVERY_MILLIS = 3_600_000;

    private final Vertx vertx;
    private final RefreshTokenStore refreshTokens;
    private final AuditLog audit;

    Upkeep(Vertx vertx, RefreshTokenStore refreshTokens, AuditLog audit) {
        this.vertx = vertx;
        this.refreshTokens = refreshTokens;
        this.audit = audit;
    }

    void start(@Observes StartupEvent start) {
        vertx.setPeriodic(
                EVERY_MILLIS,
                timer -> refreshTokens
                        .removeExpired()
                        .compose(removed -> audit.forgetOld())
                        .onFailure(failure -> LOG.warnf("upkeep has to wait: %s", failure.getMessage())));
    }
}
