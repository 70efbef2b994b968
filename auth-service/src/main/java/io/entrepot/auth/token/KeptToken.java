package io.entrepot.auth.token;

import io.entrepot.model.Subject;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** A refresh token or a personal one as management sees it. */
@Entity
@Table(name = "refresh_token")
public class KeptToken {
    @Id
    private UUID id;

    private String kind;

    @SuppressWarnings("UnusedVariable") // read by logins
    private byte[] secretHash;

    private String subject;
    private String client;
    private Instant createdAt;
    private Instant lastUsedAt;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected KeptToken() {}

    private KeptToken(String kind, byte[] secretHash, Subject subject, String client, Duration lifetime) {
        this.id = UUID.randomUUID();
        this.kind = kind;
        this.secretHash = secretHash;
        this.subject = subject.toString();
        this.client = client;
        this.createdAt = Instant.now();
        this.lastUsedAt = createdAt;
        this.expiresAt = createdAt.plus(lifetime);
    }

    static KeptToken personal(byte[] secretHash, Subject subject, String purpose, Duration lifetime) {
        return new KeptToken("personal", secretHash, subject, purpose, lifetime);
    }

    /** Ends all that somebody was given. */
    public static Uni<Integer> revokeAll(Session session, Subject subject) {
        return session.createMutationQuery("delete from KeptToken where subject = :subject")
                .setParameter("subject", subject.toString())
                .executeUpdate();
    }

    UUID id() {
        return id;
    }

    String kind() {
        return kind;
    }

    String subject() {
        return subject;
    }

    String client() {
        return client;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastUsedAt() {
        return lastUsedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
