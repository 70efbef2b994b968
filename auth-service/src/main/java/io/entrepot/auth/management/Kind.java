package io.entrepot.auth.management;

import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.jspecify.annotations.Nullable;

/**
 * What there are several of, and how one is found.
 *
 * @param label what one is called in answers
 */
public record Kind<E extends Versioned>(Class<E> type, String label) {
    public Uni<E> find(Session session, Object key) {
        return session.find(type, key).onItem().ifNull().failWith(() -> Refused.unknown(label));
    }

    /** The one to be changed, where it is as its caller knows it. */
    public Uni<E> find(Session session, Object key, @Nullable String ifMatch) {
        return find(session, key).invoke(found -> found.requireMatch(ifMatch));
    }

    /** A part of all, by their names. */
    public Uni<List<E>> list(Session session, PageRequest page) {
        return session.createSelectionQuery("from " + type.getSimpleName() + " where name > :after order by name", type)
                .setParameter("after", NameRule.after(page))
                .setMaxResults(page.toFind())
                .getResultList();
    }
}
