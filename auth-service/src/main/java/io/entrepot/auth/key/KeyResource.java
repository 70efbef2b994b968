package io.entrepot.auth.key;

import io.entrepot.auth.administrator.AdministratorsOnly;
import io.entrepot.auth.administrator.Requester;
import io.entrepot.auth.audit.Actor;
import io.entrepot.auth.audit.AuditLog;
import io.entrepot.auth.management.Page;
import io.entrepot.auth.management.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The keys that sign tokens. They rotate by themselves; this is for who doesn't want to wait. */
@Path("/keys")
@AdministratorsOnly
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {
    /** A key as administrators see it. */
    public record View(String kid, Instant createdAt, Instant signsFrom) {
        static View of(SigningKey key) {
            return new View(key.kid(), key.createdAt(), key.signsFrom());
        }
    }

    private final SigningKeys keys;
    private final AuditLog audit;
    private final Requester requester;

    KeyResource(SigningKeys keys, AuditLog audit, Requester requester) {
        this.keys = keys;
        this.audit = audit;
        this.requester = requester;
    }

    /** All that are published; there are never many. */
    @GET
    public Page<View> list() {
        return new Page<>(keys.all().stream().map(View::of).toList(), null);
    }

    /** Makes a new key, which signs in a few minutes, once everybody who verifies has it. */
    @POST
    public Uni<RestResponse<View>> rotate() {
        return recorded(requester.actor(), "key.rotate", "", keys::rotate)
                .map(key -> RestResponse.ResponseBuilder.<View>created(URI.create("keys/" + key.kid()))
                        .entity(View.of(key))
                        .build());
    }

    /** For a key that somebody else may have: what it signed is refused within a minute. */
    @DELETE
    @Path("/{kid}")
    public Uni<Void> remove(@RestPath String kid) {
        var actor = requester.actor();
        return Uni.createFrom()
                .completionStage(() -> keys.publishes(kid).toCompletionStage())
                .invoke(published -> {
                    if (!published) {
                        throw Refused.unknown("key");
                    }
                })
                .flatMap(published -> recorded(actor, "key.remove", kid, () -> keys.remove(kid)))
                .replaceWithVoid();
    }

    /** Written down before it is done: a key that nobody knows of would be worse than a line too many. */
    private <T> Uni<T> recorded(Actor actor, String action, String target, Supplier<Future<T>> work) {
        return Uni.createFrom()
                .completionStage(() -> audit.record(actor, action, target, true)
                        .compose(recorded -> work.get())
                        .toCompletionStage());
    }
}
