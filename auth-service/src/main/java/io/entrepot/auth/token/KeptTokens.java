package io.entrepot.auth.token;

import io.entrepot.auth.AuthConfig;
import io.entrepot.auth.administrator.Requester;
import io.entrepot.auth.audit.Changes;
import io.entrepot.auth.management.NameRule;
import io.entrepot.auth.management.TimeSpan;
import io.entrepot.auth.secret.RandomText;
import io.entrepot.auth.secret.SecretHash;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.entrepot.model.OciError;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules about the tokens that are kept: everybody sees and revokes their own, administrators all. */
@ApplicationScoped
class KeptTokens {
    /** By which programs that look for leaked secrets know what they have found. */
    private static final String PREFIX = "entrepot_";

    /** 160 bits. */
    private static final int SECRET_CHARACTERS = 32;

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** A personal token, and its secret, which is known at this moment only. */
    record Made(KeptToken token, String login, String secret) {
        /** Without the secret: this may end up in a log. */
        @Override
        public String toString() {
            return "a personal token of " + login;
        }
    }

    private final Changes changes;
    private final Requester requester;
    private final AuthConfig config;

    KeptTokens(Changes changes, Requester requester, AuthConfig config) {
        this.changes = changes;
        this.requester = requester;
        this.config = config;
    }

    Uni<List<KeptToken>> list(PageRequest page, UUID after, @Nullable String subject) {
        var whose = requester.administers() ? subject : own();
        return changes.read(session -> (whose == null
                        ? session.createSelectionQuery("from KeptToken where id > :after order by id", KeptToken.class)
                        : session.createSelectionQuery(
                                        "from KeptToken where subject = :subject and id > :after order by id",
                                        KeptToken.class)
                                .setParameter("subject", whose))
                .setParameter("after", after)
                .setMaxResults(page.toFind())
                .getResultList());
    }

    /** Only for who has just proved elsewhere who they are: else a token could outlive itself by making others. */
    Uni<Made> make(@Nullable String client, @Nullable String lifetime) {
        if (!requester.isProvedElsewhere()) {
            throw OciError.DENIED.because("personal tokens are for who shows an access token of the provider");
        }
        var longest = config.personalLifetime();
        var asked = lifetime == null ? longest : TimeSpan.parse("lifetime", lifetime, SHORTEST, longest);
        var secret = PREFIX + RandomText.ofLength(SECRET_CHARACTERS);
        var subject = requester.actor().subject();
        var token = KeptToken.personal(SecretHash.of(secret), subject, NameRule.words("client", client), asked);
        return changes.change(
                        requester.actor(),
                        "token.create",
                        token.id().toString(),
                        session -> session.persist(token).replaceWith(token))
                .map(made -> new Made(made, subject.name(), secret));
    }

    Uni<Void> revoke(UUID id) {
        var own = own();
        var administers = requester.administers();
        return changes.change(
                requester.actor(),
                "token.revoke",
                id.toString(),
                session -> session.find(KeptToken.class, id)
                        .map(token ->
                                token == null || administers || token.subject().equals(own) ? token : null)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refused.unknown("token"))
                        .flatMap(session::remove));
    }

    private String own() {
        return requester.actor().subject().toString();
    }
}
