package io.entrepot.auth.policy;

import io.entrepot.auth.administrator.Requester;
import io.entrepot.auth.audit.Changes;
import io.entrepot.auth.management.Kind;
import io.entrepot.auth.management.PageRequest;
import io.entrepot.auth.management.Refused;
import io.entrepot.model.Action;
import io.entrepot.model.OciException;
import io.entrepot.model.RepositoryPattern;
import io.entrepot.model.Subject;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.jspecify.annotations.Nullable;

/** Rules about policies. They may be about somebody who isn't there yet, as groups of another house are. */
@ApplicationScoped
public class Policies {
    private static final Kind<PolicyRow> POLICIES = new Kind<>(PolicyRow.class, "policy");
    private static final int LONGEST_SUBJECT = 256;

    private final Changes changes;
    private final Requester requester;

    Policies(Changes changes, Requester requester) {
        this.changes = changes;
        this.requester = requester;
    }

    Uni<List<PolicyRow>> list(PageRequest page, @Nullable String subject) {
        var after = page.afterNumber(0);
        return changes.read(session -> (subject == null
                        ? session.createSelectionQuery("from PolicyRow where id > :after order by id", PolicyRow.class)
                        : session.createSelectionQuery(
                                        "from PolicyRow where subject = :subject and id > :after order by id",
                                        PolicyRow.class)
                                .setParameter("subject", subject))
                .setParameter("after", after)
                .setMaxResults(page.toFind())
                .getResultList());
    }

    Uni<PolicyRow> find(long id) {
        return changes.read(session -> POLICIES.find(session, id));
    }

    /** What a subject that is just being made may do; a part of the same change. */
    public static Uni<Void> let(Session session, Subject subject, @Nullable List<NewPermission> permissions) {
        var rows = permissions == null
                ? List.of()
                : permissions.stream()
                        .map(permission -> row(subject, permission))
                        .toList();
        return rows.isEmpty() ? Uni.createFrom().voidItem() : session.persistAll(rows.toArray());
    }

    private static PolicyRow row(Subject subject, @Nullable NewPermission permission) {
        if (permission == null) {
            throw Refused.field("scope", "each has a pattern and actions");
        }
        return new PolicyRow(subject.toString(), pattern(permission.pattern()), actions(permission.actions()));
    }

    Uni<PolicyRow> create(@Nullable String subject, @Nullable String pattern, @Nullable List<String> actions) {
        var row = new PolicyRow(subject(subject), pattern(pattern), actions(actions));
        return changes.change(
                requester.actor(),
                "policy.create",
                text(row),
                session -> session.persist(row).replaceWith(row));
    }

    Uni<PolicyRow> change(long id, @Nullable String ifMatch, @Nullable List<String> actions) {
        var allowed = actions(actions);
        return changes.takeAway(
                requester.actor(),
                "policy.change",
                id + " " + allowed,
                session -> POLICIES.find(session, id, ifMatch).invoke(row -> row.allow(allowed)));
    }

    Uni<Void> delete(long id, @Nullable String ifMatch) {
        return changes.takeAway(
                requester.actor(),
                "policy.delete",
                Long.toString(id),
                session -> POLICIES.find(session, id, ifMatch).flatMap(session::remove));
    }

    private static String text(PolicyRow row) {
        return row.subject() + " " + row.pattern() + " " + row.actions();
    }

    private static String subject(@Nullable String subject) {
        var grantee = subject == null || subject.length() > LONGEST_SUBJECT || subject.indexOf('\0') >= 0
                ? null
                : Grantee.parse(subject);
        if (grantee == null) {
            throw Refused.field(
                    "subject", "user:NAME, group:NAME, robot:NAME, workload:ISSUER/RULE, authenticated or anonymous");
        }
        return grantee.toString();
    }

    private static String pattern(@Nullable String pattern) {
        if (pattern == null) {
            throw Refused.field("pattern", "which repositories");
        }
        try {
            return RepositoryPattern.parse(pattern).text();
        } catch (OciException malformed) {
            throw Refused.field("pattern", malformed.detail());
        }
    }

    private static Set<Action> actions(@Nullable List<String> labels) {
        var actions = EnumSet.noneOf(Action.class);
        for (var label : labels == null ? List.<@Nullable String>of() : labels) {
            var action = label == null ? null : Action.labelled(label);
            if (action == null) {
                throw Refused.field("actions", "pull, push, delete and admin are what there is");
            }
            actions.add(action);
        }
        if (actions.isEmpty()) {
            throw Refused.field("actions", "at least one of pull, push, delete and admin");
        }
        return actions;
    }
}
