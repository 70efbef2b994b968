package io.entrepot.auth.key;

import io.entrepot.auth.administrator.AdministratorsOnly;
import io.entrepot.auth.administrator.Requester;
import io.entrepot.auth.audit.Actor;
import io.entrepot.auth.audit.AuditLog;
import io.entrepot.auth.management.Answers;
import io.entrepot.auth.management.Page;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

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

    /** All that are published. */
    @GET
    public Page<View> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        var page = PageRequest.of(limit, cursor);
        var found = keys.all().stream()
                .filter(key -> page.cursor() == null || key.kid().compareTo(page.cursor()) > 0)
                .sorted(Comparator.comparing(SigningKey::kid))
                .limit(page.toFind())
                .toList();
        return Page.of(found, page, View::of, SigningKey::kid);
    }

    /** Makes a new key, which signs in a few minutes, once everybody who verifies has it. */
    @POST
    public Uni<RestResponse<View>> rotate() {
        return recorded(requester.actor(), "key.rotate", "", keys::rotate)
                .map(key -> Answers.created("keys/" + key.kid(), key, View.of(key)));
    }

    @GET
    @Path("/{kid}")
    public Uni<RestResponse<View>> get(@RestPath String kid) {
        return find(kid).map(key -> Answers.of(key, View.of(key)));
    }

    /** For a key that somebody else may have: what it signed is refused within a minute. */
    @DELETE
    @Path("/{kid}")
    public Uni<Void> remove(@RestPath String kid, @RestHeader("If-Match") @Nullable String ifMatch) {
        var actor = requester.actor();
        return find(kid)
                .invoke(key -> key.requireMatch(ifMatch))
                .flatMap(key -> recorded(actor, "key.remove", kid, () -> keys.remove(kid)));
    }

    private Uni<SigningKey> find(String kid) {
        return Uni.createFrom()
                .completionStage(() -> keys.find(kid).toCompletionStage())
                .onItem()
                .ifNull()
                .failWith(() -> Refused.unknown("key"));
    }

    /** Written down before it is done: a key that nobody knows of would be worse than a line too many. */
    private <T> Uni<T> recorded(Actor actor, String action, String target, Supplier<Future<T>> work) {
        return Uni.createFrom()
                .completionStage(() -> audit.record(actor, action, target, true)
                        .compose(recorded -> work.get())
                        .toCompletionStage());
    }
}
