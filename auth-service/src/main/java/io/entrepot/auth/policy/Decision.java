package io.entrepot.auth.policy;

import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import java.util.Collection;

/** The one place that decides. */
public final class Decision {
    private Decision() {}

    /** All that somebody in these groups may do by these policies. */
    public static Permissions permissions(Subject who, Collection<String> groups, Collection<Policy> policies) {
        return new Permissions(policies.stream()
                .filter(policy -> policy.to().includes(who, groups))
                .map(Policy::permission)
                .toList());
    }
}
