package io.entrepot.auth.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Something that happened. Management writes it in the transaction of the change itself. */
@Entity
@Table(name = "audit")
public class AuditEntry {
    private static final int LONGEST = 512;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private Instant at = Instant.now();
    private String actor;
    private String address;
    private String action;
    private String target;
    private String outcome;

    public AuditEntry(Actor actor, String action, String target, boolean done) {
        this.actor = storable(actor.subject().toString());
        this.address = storable(actor.address());
        this.action = action;
        this.target = storable(target);
        this.outcome = done ? "done" : "refused";
    }

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected AuditEntry() {}

    /** Whoever tries to log in chooses the name, and PostgreSQL takes no NUL. */
    private static String storable(String text) {
        var bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return bounded.replace('\0', '?');
    }

    public long id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    public String actor() {
        return actor;
    }

    public String address() {
        return address;
    }

    public String action() {
        return action;
    }

    public String target() {
        return target;
    }

    public String outcome() {
        return outcome;
    }
}
