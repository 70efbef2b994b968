package io.entrepot.auth.token;

import io.entrepot.model.Subject;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** A refresh token as management sees it: all but what proves it. */
@Entity
@Table(name = "refresh_token")
public class RefreshToken {
    @Id
    private UUID id;

    private String subject;
    private String client;
    private Instant createdAt;
    private Instant lastUsedAt;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected RefreshToken() {}

    /** Ends all that somebody was given. */
    public static Uni<Integer> revokeAll(Session session, Subject subject) {
        return session.createMutationQuery("delete from RefreshToken where subject = :subject")
                .setParameter("subject", subject.toString())
                .executeUpdate();
    }

    UUID id() {
        return id;
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
