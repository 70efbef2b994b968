package io.entrepot.auth.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The OpenID Connect provider, where there is one. */
@ConfigMapping(prefix = "entrepot.oidc")
public interface ProviderConfig {
    /** The URL of the provider: that of a realm, with Keycloak. */
    Optional<String> url();

    /** What an access token has to have in its claim {@code aud}. */
    @WithDefault("entrepot")
    String audience();

    /** The claim with the name of the person. */
    @WithDefault("preferred_username")
    String nameClaim();

    /** The claim with the groups of the person. */
    @WithDefault("groups")
    String groupsClaim();
}
