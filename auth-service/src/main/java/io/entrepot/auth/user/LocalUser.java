package io.entrepot.auth.user;

import io.entrepot.auth.management.Versioned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody with a password here, or with what the provider calls them. */
@Entity
@Table(name = "local_user")
public class LocalUser implements Versioned {
    @Id
    private String name;

    @SuppressWarnings("UnusedVariable") // read by logins
    private @Nullable String passwordHash;

    @Column(updatable = false, insertable = false)
    private @Nullable String externalId;

    private boolean disabled;

    @Column(updatable = false)
    private Instant createdAt = Instant.now();

    @Version
    private long version;

    LocalUser(String name, String passwordHash, boolean disabled) {
        this.name = name;
        this.passwordHash = passwordHash;
        this.disabled = disabled;
    }

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected LocalUser() {}

    String name() {
        return name;
    }

    boolean isDisabled() {
        return disabled;
    }

    /** Whether they log in at the provider. */
    boolean isElsewhere() {
        return externalId != null;
    }

    Instant createdAt() {
        return createdAt;
    }

    void disable(boolean isDisabled) {
        disabled = isDisabled;
    }

    void passwordHash(String hash) {
        passwordHash = hash;
    }

    @Override
    public long version() {
        return version;
    }
}
