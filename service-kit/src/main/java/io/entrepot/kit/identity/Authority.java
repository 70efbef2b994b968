package io.entrepot.kit.identity;

import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What only the auth service knows. */
public interface Authority {
    /** The keys that verify tokens, as a JSON Web Key Set (RFC 7517). A new one is in it before anything is signed by it. */
    Future<JsonObject> keys();

    /**
     * Who shows this name and secret; null where nobody does, for whichever reason. Fails with {@code TOOMANYREQUESTS} and
     * {@code Retry-After} where this name was tried too often from this address.
     */
    Future<@Nullable Login> login(String name, String secret, String clientAddress);

    /**
     * All that a subject may do at this moment; nothing for one that is disabled or gone, or that wasn't there yet
     * {@code then}, in whole seconds: a name may be given to somebody else once its owner is gone.
     */
    Future<Permissions> permissions(Subject subject, Instant then);

    /** The same for whoever has the name now. */
    default Future<Permissions> permissions(Subject subject) {
        return permissions(subject, Instant.MAX);
    }
}
