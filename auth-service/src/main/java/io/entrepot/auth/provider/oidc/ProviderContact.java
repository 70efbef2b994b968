package io.entrepot.auth.provider.oidc;

import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Whether the provider answers, as it showed when its keys were last asked for. */
@Singleton
@OidcEndpoint(OidcEndpoint.Type.JWKS)
class ProviderContact implements OidcResponseFilter {
    private static final Logger LOG = Logger.getLogger("io.entrepot.identity");
    private static final int OK = 200;
    private static final long BETWEEN_TRIES = Duration.ofSeconds(5).toNanos();

    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicLong nextTry = new AtomicLong(System.nanoTime());
    private volatile boolean hasKeys;

    @Override
    public Uni<Void> filter(OidcResponseFilterContext answer) {
        if (answer.statusCode() == OK) {
            found();
        }
        return Uni.createFrom().voidItem();
    }

    void found() {
        hasKeys = true;
        if (lost.compareAndSet(true, false)) {
            LOG.info("the provider of logins answers again");
        }
    }

    void lost(Throwable why) {
        if (lost.compareAndSet(false, true)) {
            LOG.warnf("the provider of logins does not answer: %s", why.getMessage());
        }
    }

    boolean isLost() {
        return lost.get();
    }

    /**
     * Whether it makes sense to have a token verified. As long as there were never any keys the client begins anew with each
     * one, however many strangers make up; so that is done once in a while.
     */
    boolean isWorthATry() {
        if (hasKeys) {
            return true;
        }
        var now = System.nanoTime();
        var due = nextTry.get();
        return now - due >= 0 && nextTry.compareAndSet(due, now + BETWEEN_TRIES);
    }
}
