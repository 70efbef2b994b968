package io.entrepot.auth.policy;

import io.entrepot.auth.management.Versioned;
import io.entrepot.model.Action;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** A policy as management changes it. */
@Entity
@Table(name = "policy")
public class PolicyRow implements Versioned {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Column(updatable = false)
    private String subject;

    @Column(updatable = false)
    private String pattern;

    private String actions;

    @Version
    private long version;

    PolicyRow(String subject, String pattern, Set<Action> actions) {
        this.subject = subject;
        this.pattern = pattern;
        this.actions = text(actions);
    }

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected PolicyRow() {}

    /** Removes all that is about somebody who is no more; {@code subject} in text form. */
    public static Uni<Integer> removeAll(Session session, String subject) {
        return session.createMutationQuery("delete from PolicyRow where subject = :subject")
                .setParameter("subject", subject)
                .executeUpdate();
    }

    private static String text(Set<Action> actions) {
        return actions.stream().sorted().map(Action::label).collect(Collectors.joining(","));
    }

    long id() {
        return id;
    }

    String subject() {
        return subject;
    }

    String pattern() {
        return pattern;
    }

    List<String> actions() {
        return List.of(actions.split(",", -1));
    }

    void allow(Set<Action> allowed) {
        actions = text(allowed);
    }

    @Override
    public long version() {
        return version;
    }
}
