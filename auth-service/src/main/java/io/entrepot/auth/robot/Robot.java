package io.entrepot.auth.robot;

import io.entrepot.auth.management.Versioned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A program that logs in by a secret of its own. */
@Entity
@Table(name = "robot")
public class Robot implements Versioned {
    @Id
    private String name;

    private String description;
    private boolean disabled;
    private @Nullable Instant expiresAt;
    private byte[] secretHash;

    @SuppressWarnings("UnusedVariable") // read by logins
    private byte @Nullable [] previousHash;

    private @Nullable Instant previousUntil;

    @Column(updatable = false, insertable = false)
    private @Nullable Instant lastUsedAt;

    @Column(updatable = false)
    private Instant createdAt = Instant.now();

    @Version
    private long version;

    Robot(String name, String description, @Nullable Instant expiresAt, byte[] secretHash) {
        this.name = name;
        this.description = description;
        this.expiresAt = expiresAt;
        this.secretHash = secretHash;
    }

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected Robot() {}

    /** A new secret; the one before is good until then. */
    void rotate(byte[] hash, Instant previousIsGoodUntil) {
        previousHash = secretHash;
        previousUntil = previousIsGoodUntil;
        secretHash = hash;
    }

    void change(String text, boolean isDisabled, @Nullable Instant expiry) {
        description = text;
        disabled = isDisabled;
        expiresAt = expiry;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    boolean isDisabled() {
        return disabled;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    /** Until when the secret before this one is good; null where there was none. */
    @Nullable
    Instant previousUntil() {
        return previousUntil;
    }

    @Nullable
    Instant lastUsedAt() {
        return lastUsedAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public long version() {
        return version;
    }
}
