package io.entrepot.auth.provider;

import io.entrepot.auth.management.NameRule;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes subjects of people who logged in at the provider. Its groups are ours: policies are about them by their names. */
@ApplicationScoped
public class People {
    private static final Logger LOG = Logger.getLogger("io.entrepot.login");
    private static final int MOST_GROUPS = 1_000;

    private final Provider provider;
    private final PersonStore store;

    People(Provider provider, PersonStore store) {
        this.provider = provider;
        this.store = store;
    }

    /** Who shows this access token of the provider; null where nobody does who may be here. */
    public Future<@Nullable Subject> recognise(String accessToken) {
        return provider.person(accessToken).compose(person -> person == null ? nobody() : welcome(person));
    }

    private Future<@Nullable Subject> welcome(Person person) {
        var name = person.name().toLowerCase(Locale.ROOT);
        if (!NameRule.allows(name) || person.id().isEmpty()) {
            LOG.warnf("somebody of the provider has a name that nobody can have here: %s", person.id());
            return nobody();
        }
        var groups = person.groups().stream()
                .map(People::group)
                .filter(NameRule::allowsGroup)
                .distinct()
                .limit(MOST_GROUPS)
                .sorted()
                .toList();
        return store.welcome(new Person(person.id(), name, groups))
                .map(known -> known == null ? null : Subject.user(known));
    }

    private static Future<@Nullable Subject> nobody() {
        return Future.succeededFuture(null);
    }

    /** Keycloak writes groups as paths. */
    private static String group(String group) {
        return group.startsWith("/") ? group.substring(1) : group;
    }
}
