package io.entrepot.auth.group;

import io.entrepot.auth.administrator.Requester;
import io.entrepot.auth.audit.Changes;
import io.entrepot.auth.management.Kind;
import io.entrepot.auth.management.NameRule;
import io.entrepot.auth.policy.Grantee;
import io.entrepot.auth.policy.PolicyRow;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules about groups and who is in them. */
@ApplicationScoped
class Groups {
    private static final Kind<UserGroup> GROUPS = new Kind<>(UserGroup.class, "group");

    private final Changes changes;
    private final Requester requester;

    Groups(Changes changes, Requester requester) {
        this.changes = changes;
        this.requester = requester;
    }

    Uni<List<UserGroup>> list(PageRequest page) {
        return changes.read(session -> GROUPS.list(session, page));
    }

    Uni<UserGroup> find(String name) {
        return changes.read(session -> GROUPS.find(session, name));
    }

    Uni<UserGroup> create(@Nullable String name, @Nullable String description) {
        var group = new UserGroup(NameRule.check("name", name), NameRule.words("description", description));
        return changes.change(
                requester.actor(),
                "group.create",
                group.name(),
                session -> session.persist(group).replaceWith(group));
    }

    Uni<UserGroup> change(String name, @Nullable String ifMatch, @Nullable String description) {
        var text = NameRule.words("description", description);
        return changes.change(
                requester.actor(),
                "group.change",
                name,
                session -> GROUPS.find(session, name, ifMatch).invoke(group -> group.describe(text)));
    }

    Uni<Void> delete(String name, @Nullable String ifMatch) {
        return changes.takeAway(
                requester.actor(),
                "group.delete",
                name,
                session -> GROUPS.find(session, name, ifMatch)
                        .call(group -> PolicyRow.removeAll(session, new Grantee.Group(name).toString()))
                        .flatMap(session::remove));
    }

    Uni<List<GroupMember>> members(String group, PageRequest page) {
        return changes.read(session -> GROUPS.find(session, group)
                .flatMap(found -> session.createSelectionQuery(
                                "from GroupMember where groupName = :group and userName > :after order by userName",
                                GroupMember.class)
                        .setParameter("group", group)
                        .setParameter("after", NameRule.after(page))
                        .setMaxResults(page.toFind())
                        .getResultList()));
    }

    /** Repeatable: a member may be added again. */
    Uni<Void> add(String group, String user) {
        var key = new GroupMember.Key(group, user);
        return changes.change(
                requester.actor(),
                "group.add",
                text(key),
                session -> GROUPS.find(session, group)
                        .flatMap(found -> session.createSelectionQuery(
                                        "select count(*) from LocalUser where name = :name", Long.class)
                                .setParameter("name", user)
                                .getSingleResult())
                        .invoke(users -> {
                            if (users == 0) {
                                throw Refused.unknown("user");
                            }
                        })
                        .flatMap(users -> session.find(GroupMember.class, key))
                        .flatMap(member -> member == null
                                ? session.persist(new GroupMember(key))
                                : Uni.createFrom().voidItem()));
    }

    Uni<Void> remove(String group, String user) {
        var key = new GroupMember.Key(group, user);
        return changes.takeAway(
                requester.actor(),
                "group.remove",
                text(key),
                session -> session.find(GroupMember.class, key)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refused.unknown("member"))
                        .flatMap(session::remove));
    }

    private static String text(GroupMember.Key key) {
        return key.groupName() + " " + key.userName();
    }
}
