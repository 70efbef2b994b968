package io.entrepot.auth.token;

import io.entrepot.auth.administrator.PeopleToo;
import io.entrepot.auth.management.NameRule;
import io.entrepot.auth.management.Page;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The refresh tokens and personal tokens that are out there: one's own, and for administrators all. A token of the
 * Distribution API is on no list: it ends by itself in minutes.
 */
@Path("/tokens")
@PeopleToo
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private static final UUID FIRST = new UUID(0, 0);

    /**
     * A token as its owner and administrators see it.
     *
     * @param kind {@code refresh} or {@code personal}
     * @param client what asked for it, or what its owner has it for
     */
    public record View(
            UUID id,
            String kind,
            String subject,
            String client,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt) {
        static View of(KeptToken token) {
            return new View(
                    token.id(),
                    token.kind(),
                    token.subject(),
                    token.client(),
                    token.createdAt(),
                    token.lastUsedAt(),
                    token.expiresAt());
        }
    }

    /**
     * A personal token to be made.
     *
     * @param client what it is for
     * @param lifetime how long it is good, such as {@code P30D}; for as long as allowed unless said
     */
    public record NewToken(
            @Nullable String client, @Nullable String lifetime) {}

    /**
     * A personal token, whose secret is shown this once.
     *
     * @param login the name by which one logs in with it
     */
    public record Secret(View token, String login, String secret) {
        /** Without the secret: this may end up in a log. */
        @Override
        public String toString() {
            return "a personal token of " + login;
        }
    }

    private final KeptTokens tokens;

    TokenResource(KeptTokens tokens) {
        this.tokens = tokens;
    }

    /** All tokens, or those of one subject; one's own for who is no administrator. */
    @GET
    public Uni<Page<View>> list(
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String subject) {
        var page = PageRequest.of(limit, cursor);
        var after = page.cursor() == null ? FIRST : id("cursor", page.cursor());
        return tokens.list(page, after, NameRule.subject("subject", subject))
                .map(found -> Page.of(found, page, View::of, KeptToken::id));
    }

    /** A personal token, for who has just logged in at the provider. */
    @POST
    public Uni<RestResponse<Secret>> create(@Nullable NewToken body) {
        var token = Refused.ifMissing(body);
        return tokens.make(token.client(), token.lifetime())
                .map(made -> RestResponse.ResponseBuilder.<Secret>created(
                                URI.create("/api/v1/tokens/" + made.token().id()))
                        .entity(new Secret(View.of(made.token()), made.login(), made.secret()))
                        .build());
    }

    /** Nothing more is given out for it; what was, ends in minutes. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> revoke(@RestPath String id) {
        return tokens.revoke(id("id", id));
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw Refused.field(field, "is none that was given out");
        }
    }
}
