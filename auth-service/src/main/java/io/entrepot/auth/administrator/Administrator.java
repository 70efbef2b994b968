package io.entrepot.auth.administrator;

import io.entrepot.auth.audit.Actor;
import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whoever sent the request under way, once that was found to be an administrator. */
@RequestScoped
public class Administrator {
    private @Nullable Actor actor;

    void is(Actor admitted) {
        actor = admitted;
    }

    public Actor actor() {
        return Objects.requireNonNull(actor, "nobody was let in");
    }
}
