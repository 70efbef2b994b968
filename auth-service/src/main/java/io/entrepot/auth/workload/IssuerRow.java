package io.entrepot.auth.workload;

import io.entrepot.auth.management.Versioned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issuer as management changes it. */
@Entity
@Table(name = "issuer")
public class IssuerRow implements Versioned {
    @Id
    private String name;

    private String url;
    private String audience;
    private @Nullable String keysUrl;
    private String rules;
    private boolean disabled;

    @Column(updatable = false)
    private Instant createdAt = Instant.now();

    @Version
    private long version;

    IssuerRow(Issuer issuer, boolean disabled) {
        name = issuer.name();
        url = issuer.url();
        audience = issuer.audience();
        keysUrl = issuer.keysUrl();
        rules = Rules.text(issuer.rules());
        this.disabled = disabled;
    }

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected IssuerRow() {}

    void change(Issuer issuer, boolean isDisabled) {
        url = issuer.url();
        audience = issuer.audience();
        keysUrl = issuer.keysUrl();
        rules = Rules.text(issuer.rules());
        disabled = isDisabled;
    }

    String name() {
        return name;
    }

    String url() {
        return url;
    }

    String audience() {
        return audience;
    }

    @Nullable
    String keysUrl() {
        return keysUrl;
    }

    List<Rule> rules() {
        return Rules.parse(rules);
    }

    boolean isDisabled() {
        return disabled;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public long version() {
        return version;
    }
}
