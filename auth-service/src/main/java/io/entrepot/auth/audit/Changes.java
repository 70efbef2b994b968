package io.entrepot.auth.audit;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.hibernate.reactive.mutiny.Mutiny.SessionFactory;

/** What the management API reads and changes. A change and its line in the audit are one transaction. */
@ApplicationScoped
public class Changes {
    private final Instance<SessionFactory> sessions;

    /** Where nobody has to log in there is none, and nobody is let in to ask for it. */
    Changes(@PersistenceUnit("auth") Instance<SessionFactory> sessions) {
        this.sessions = sessions;
    }

    public <T> Uni<T> read(Function<Session, Uni<T>> work) {
        return sessions.get().withSession(work);
    }

    /** What is changed has reached the database when this ends, so its version is the new one. */
    public <T> Uni<T> change(Actor actor, String action, String target, Function<Session, Uni<T>> work) {
        return sessions.get()
                .withTransaction(session -> work.apply(session)
                        .call(() -> session.persist(new AuditEntry(actor, action, target, true)))
                        .call(session::flush));
    }

    /** A change by which somebody may lose what they may do: refused where nobody would be left to give it back. */
    public <T> Uni<T> takeAway(Actor actor, String action, String target, Function<Session, Uni<T>> work) {
        return change(
                actor,
                action,
                target,
                session -> LastAdministrator.await(session)
                        .chain(() -> work.apply(session))
                        .call(session::flush)
                        .call(() -> LastAdministrator.requireOne(session)));
    }
}
