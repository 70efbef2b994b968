package io.entrepot.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long what the auth service gives out is good. */
@ConfigMapping(prefix = "entrepot.identity")
public interface AuthConfig {
    /** The file with the secret, of at least 32 characters, that encrypts the signing keys in the database. */
    Optional<Path> keyFile();

    /** The file with the password of {@code admin}, whom the first start makes. */
    Optional<Path> adminPasswordFile();

    /** How long a token is good. A change of what its owner may do holds when it has ended, at the latest. */
    @WithDefault("PT5M")
    Duration tokenLifetime();

    /** How long a refresh token is good after its last use. */
    @WithDefault("P90D")
    Duration refreshLifetime();

    /** How long a personal token is good, at the most. */
    @WithDefault("P90D")
    Duration personalLifetime();

    /** How old a signing key gets. */
    @WithDefault("P30D")
    Duration keyRotation();

    /** How long a signing key is published before it signs: longer than those who verify go without looking. */
    @WithDefault("PT3M")
    Duration keyLead();

    /** How long it is remembered who did what. */
    @WithDefault("P400D")
    Duration auditKept();
}
