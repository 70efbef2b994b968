package io.entrepot.auth.administrator;

import io.entrepot.auth.audit.Actor;
import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whoever sent the request under way, once they were let in. */
@RequestScoped
public class Requester {
    private @Nullable Actor actor;
    private boolean administers;
    private boolean provedElsewhere;

    void is(Actor admitted, boolean isAdministrator, boolean byProvider) {
        actor = admitted;
        administers = isAdministrator;
        provedElsewhere = byProvider;
    }

    public Actor actor() {
        return Objects.requireNonNull(actor, "nobody was let in");
    }

    public boolean administers() {
        return administers;
    }

    /** Whether it is a person who has just logged in at the provider: who only shows what we gave them hasn't. */
    public boolean isProvedElsewhere() {
        return provedElsewhere;
    }
}
