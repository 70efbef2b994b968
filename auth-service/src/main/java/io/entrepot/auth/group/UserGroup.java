package io.entrepot.auth.group;

import io.entrepot.auth.management.Versioned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A set of users, for policies that are about all of them. */
@Entity
@Table(name = "user_group")
public class UserGroup implements Versioned {
    @Id
    private String name;

    private String description;

    @Column(updatable = false)
    private Instant createdAt = Instant.now();

    @Version
    private long version;

    UserGroup(String name, String description) {
        this.name = name;
        this.description = description;
    }

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected UserGroup() {}

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    Instant createdAt() {
        return createdAt;
    }

    void describe(String text) {
        description = text;
    }

    @Override
    public long version() {
        return version;
    }
}
