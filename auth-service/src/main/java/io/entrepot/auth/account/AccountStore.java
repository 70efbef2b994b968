package io.entrepot.auth.account;

import io.entrepot.model.Subject;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The accounts as they are at this moment. */
public interface AccountStore {
    /** The account of a user, a robot, or the jobs of a rule; null where there is none. */
    Future<@Nullable Account> find(Subject subject);

    /** Remembers that one of its secrets let somebody in. */
    Future<Void> used(Subject subject, String secretId);
}
