package io.entrepot.auth.token;

import io.entrepot.auth.administrator.Administrator;
import io.entrepot.auth.administrator.AdministratorsOnly;
import io.entrepot.auth.audit.Changes;
import io.entrepot.auth.management.Page;
import io.entrepot.auth.management.PageRequest;
import io.entrepot.auth.management.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The refresh tokens that are out there. A token itself is on no list: it ends by itself in minutes. */
@Path("/tokens")
@AdministratorsOnly
public class TokenResource {
    private static final UUID FIRST = new UUID(0, 0);

    /** A refresh token as administrators see it. */
    public record View(
            UUID id, String subject, String client, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {
        static View of(RefreshToken token) {
            return new View(
                    token.id(),
                    token.subject(),
                    token.client(),
                    token.createdAt(),
                    token.lastUsedAt(),
                    token.expiresAt());
        }
    }

    private final Changes changes;
    private final Administrator administrator;

    TokenResource(Changes changes, Administrator administrator) {
        this.changes = changes;
        this.administrator = administrator;
    }

    /** All refresh tokens, or those of one subject. */
    @GET
    public Uni<Page<View>> list(
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String subject) {
        var page = PageRequest.of(limit, cursor);
        var after = cursor == null ? FIRST : id("cursor", cursor);
        return changes.read(session -> (subject == null
                                ? session.createSelectionQuery(
                                        "from RefreshToken where id > :after order by id", RefreshToken.class)
                                : session.createSelectionQuery(
                                                "from RefreshToken where subject = :subject and id > :after order by id",
                                                RefreshToken.class)
                                        .setParameter("subject", subject))
                        .setParameter("after", after)
                        .setMaxResults(page.toFind())
                        .getResultList())
                .map(found -> Page.of(found, page, View::of, RefreshToken::id));
    }

    /** Nothing more is given out for it; what was, ends in minutes. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> revoke(@RestPath String id) {
        var parsed = id("id", id);
        return changes.change(
                administrator.actor(),
                "token.revoke",
                id,
                session -> session.find(RefreshToken.class, parsed)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refused.unknown("token"))
                        .flatMap(session::remove));
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw Refused.field(field, "is none that was given out");
        }
    }
}
