package io.entrepot.auth.workload;

import io.entrepot.auth.administrator.Requester;
import io.entrepot.auth.audit.Changes;
import io.entrepot.auth.management.Kind;
import io.entrepot.auth.management.NameRule;
import io.entrepot.auth.policy.PolicyRow;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.jspecify.annotations.Nullable;

/** Rules about issuers. What their jobs may do, policies say, as they do of users. */
@ApplicationScoped
class Issuers {
    private static final Kind<IssuerRow> ISSUERS = new Kind<>(IssuerRow.class, "issuer");
    private static final int LONGEST_AUDIENCE = 512;

    private final Changes changes;
    private final Requester requester;

    Issuers(Changes changes, Requester requester) {
        this.changes = changes;
        this.requester = requester;
    }

    Uni<List<IssuerRow>> list(PageRequest page) {
        return changes.read(session -> ISSUERS.list(session, page));
    }

    Uni<IssuerRow> find(String name) {
        return changes.read(session -> ISSUERS.find(session, name));
    }

    Uni<IssuerRow> create(@Nullable String name, IssuerResource.Described described) {
        var row = new IssuerRow(issuer(NameRule.check("name", name), described), isDisabled(described));
        return changes.change(
                requester.actor(),
                "issuer.create",
                row.name(),
                session -> session.persist(row).replaceWith(row));
    }

    Uni<IssuerRow> change(String name, @Nullable String ifMatch, IssuerResource.Described change) {
        return changes.change(
                requester.actor(),
                "issuer.change",
                name,
                session -> ISSUERS.find(session, name, ifMatch).call(row -> change(session, row, change.over(row))));
    }

    private static Uni<Void> change(Session session, IssuerRow row, IssuerResource.Described described) {
        var issuer = issuer(row.name(), described);
        var gone = row.rules().stream()
                .filter(rule ->
                        issuer.rules().stream().noneMatch(kept -> kept.name().equals(rule.name())))
                .toList();
        return forget(session, row.name(), gone).invoke(() -> row.change(issuer, isDisabled(described)));
    }

    private static boolean isDisabled(IssuerResource.Described described) {
        return Boolean.TRUE.equals(described.disabled());
    }

    Uni<Void> delete(String name, @Nullable String ifMatch) {
        return changes.change(
                requester.actor(),
                "issuer.delete",
                name,
                session -> ISSUERS.find(session, name, ifMatch)
                        .call(row -> forget(session, name, row.rules()))
                        .flatMap(session::remove));
    }

    /** Whichever rule gets the name next must not get the rights with it. */
    private static Uni<Void> forget(Session session, String issuer, List<Rule> rules) {
        return Multi.createFrom()
                .iterable(rules)
                .onItem()
                .transformToUniAndConcatenate(rule ->
                        PolicyRow.removeAll(session, rule.subject(issuer).toString()))
                .onItem()
                .ignoreAsUni();
    }

    private static Issuer issuer(String name, IssuerResource.Described described) {
        var audience = described.audience();
        if (audience == null
                || audience.isEmpty()
                || audience.length() > LONGEST_AUDIENCE
                || audience.indexOf('\0') >= 0) {
            throw Refused.field("audience", "what the issuer's tokens for this registry have in their claim aud");
        }
        var keysUrl = described.keysUrl();
        return new Issuer(
                name,
                url("url", described.url()),
                audience,
                keysUrl == null ? null : url("keysUrl", keysUrl),
                Rules.check(described.rules()));
    }

    private static String url(String field, @Nullable String url) {
        if (url == null || !IssuerUrl.isSafe(url)) {
            throw Refused.field(field, "an https URL; http only for this machine");
        }
        return url;
    }
}
