package io.entrepot.auth.user;

import io.entrepot.auth.administrator.Requester;
import io.entrepot.auth.audit.Changes;
import io.entrepot.auth.management.Kind;
import io.entrepot.auth.management.NameRule;
import io.entrepot.auth.policy.PolicyRow;
import io.entrepot.auth.secret.Passwords;
import io.entrepot.auth.token.KeptToken;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.entrepot.model.Subject;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules about users. Who loses the password or the account loses what was given out for it. */
@ApplicationScoped
class Users {
    private static final Kind<LocalUser> USERS = new Kind<>(LocalUser.class, "user");
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 256;

    private final Changes changes;
    private final Requester requester;
    private final Passwords passwords;

    Users(Changes changes, Requester requester, Passwords passwords) {
        this.changes = changes;
        this.requester = requester;
        this.passwords = passwords;
    }

    Uni<List<LocalUser>> list(PageRequest page) {
        return changes.read(session -> USERS.list(session, page));
    }

    Uni<LocalUser> find(String name) {
        return changes.read(session -> USERS.find(session, name));
    }

    Uni<LocalUser> create(@Nullable String name, @Nullable String password, boolean disabled) {
        var actor = requester.actor();
        var checked = NameRule.check("name", name);
        return hash(password).flatMap(hash -> {
            var user = new LocalUser(checked, hash, disabled);
            return changes.change(
                    actor,
                    "user.create",
                    checked,
                    session -> session.persist(user).replaceWith(user));
        });
    }

    Uni<LocalUser> change(
            String name, @Nullable String ifMatch, @Nullable Boolean disabled, @Nullable String password) {
        var actor = requester.actor();
        Uni<@Nullable String> hashed = password == null ? Uni.createFrom().nullItem() : hash(password);
        return hashed.flatMap(hash -> changes.takeAway(
                actor,
                "user.change",
                name,
                session -> USERS.find(session, name, ifMatch)
                        .invoke(user -> {
                            if (disabled != null) {
                                user.disable(disabled);
                            }
                            if (hash != null && user.isElsewhere()) {
                                throw Refused.conflict("this one logs in at the provider, and has no password here");
                            }
                            if (hash != null) {
                                user.passwordHash(hash);
                            }
                        })
                        .call(user -> hash != null || user.isDisabled()
                                ? KeptToken.revokeAll(session, Subject.user(name))
                                : Uni.createFrom().voidItem())));
    }

    Uni<Void> delete(String name, @Nullable String ifMatch) {
        return changes.takeAway(
                requester.actor(),
                "user.delete",
                name,
                session -> USERS.find(session, name, ifMatch)
                        .call(user -> KeptToken.revokeAll(session, Subject.user(name)))
                        // Whoever gets the name next must not get the rights with it.
                        .call(user ->
                                PolicyRow.removeAll(session, Subject.user(name).toString()))
                        .flatMap(session::remove));
    }

    private Uni<String> hash(@Nullable String password) {
        if (password == null || password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw Refused.field("password", SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
        return Uni.createFrom().completionStage(() -> passwords.hash(password).toCompletionStage());
    }
}
