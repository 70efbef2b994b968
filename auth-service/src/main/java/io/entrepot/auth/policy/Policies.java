package io.entrepot.auth.policy;

import io.entrepot.auth.administrator.Requester;
import io.entrepot.auth.audit.Changes;
import io.entrepot.auth.management.Kind;
import io.entrepot.auth.management.NameRule;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
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

    private final Changes changes;
    private final Requester requester;

    Policies(Changes changes, Requester requester) {
        this.changes = changes;
        this.requester = requester;
    }

    Uni<List<PolicyRow>> list(PageRequest page, @Nullable String subject) {
        if (subject != null && Grantee.parse(subject) == null) {
            throw noSubject();
        }
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
        return new PolicyRow(
                subject.toString(),
                pattern("scope.pattern", permission.pattern()),
                actions("scope.actions", permission.actions()));
    }

    Uni<PolicyRow> create(@Nullable String subject, @Nullable String pattern, @Nullable List<String> actions) {
        var row = new PolicyRow(subject(subject), pattern("pattern", pattern), actions("actions", actions));
        requireSomebody(row);
        return changes.change(
                requester.actor(),
                "policy.create",
                text(row),
                session -> session.persist(row).replaceWith(row));
    }

    Uni<PolicyRow> change(long id, @Nullable String ifMatch, @Nullable List<String> actions) {
        var allowed = actions("actions", actions);
        return changes.takeAway(
                requester.actor(),
                "policy.change",
                id + " " + allowed,
                session -> POLICIES.find(session, id, ifMatch).invoke(row -> {
                    row.allow(allowed);
                    requireSomebody(row);
                }));
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

    /** Who may look after something has to say who they are. */
    private static void requireSomebody(PolicyRow row) {
        if (row.subject().equals(Subject.ANONYMOUS.toString()) && row.actions().contains(Action.ADMIN.label())) {
            throw Refused.field("actions", "anonymous can't have admin");
        }
    }

    private static String subject(@Nullable String subject) {
        var grantee = subject == null ? null : Grantee.parse(subject);
        if (grantee == null || !canBe(grantee)) {
            throw noSubject();
        }
        return grantee.toString();
    }

    private static Refused noSubject() {
        return Refused.field(
                "subject", "user:NAME, group:NAME, robot:NAME, workload:ISSUER/RULE, authenticated or anonymous");
    }

    /** Whether there can ever be such a one. */
    private static boolean canBe(Grantee grantee) {
        return switch (grantee) {
            case Grantee.Authenticated all -> true;
            case Grantee.Group(var name) -> NameRule.allowsGroup(name);
            case Grantee.One(var subject) ->
                switch (subject.kind()) {
                    case ANONYMOUS -> true;
                    case USER, ROBOT -> NameRule.allows(subject.name());
                    case WORKLOAD -> {
                        var names = subject.name().split("/", -1);
                        yield names.length == 2 && NameRule.allows(names[0]) && NameRule.allows(names[1]);
                    }
                };
        };
    }

    private static String pattern(String field, @Nullable String pattern) {
        if (pattern == null) {
            throw Refused.field(field, "which repositories");
        }
        try {
            return RepositoryPattern.parse(pattern).text();
        } catch (OciException malformed) {
            throw Refused.field(field, malformed.detail());
        }
    }

    private static Set<Action> actions(String field, @Nullable List<String> labels) {
        var actions = EnumSet.noneOf(Action.class);
        for (var label : labels == null ? List.<@Nullable String>of() : labels) {
            var action = label == null ? null : Action.labelled(label);
            if (action == null) {
                throw Refused.field(field, "pull, push, delete and admin are what there is");
            }
            actions.add(action);
        }
        if (actions.isEmpty()) {
            throw Refused.field(field, "at least one of pull, push, delete and admin");
        }
        return actions;
    }
}
