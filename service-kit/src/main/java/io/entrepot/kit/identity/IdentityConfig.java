package io.entrepot.kit.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Whether callers have to say who they are, and how they are told to. */
@ConfigMapping(prefix = "entrepot.identity")
public interface IdentityConfig {
    /** Nobody has to log in, and everybody may do everything. */
    @WithDefault("false")
    boolean open();

    /** The name of this registry in its tokens: those for another one are refused. */
    @WithDefault("entrepot")
    String service();

    /** The URL of {@code /token} as clients see it, where it can't be told from the request. */
    Optional<String> realm();

    /** How clients are asked to log in. */
    @WithDefault("bearer")
    Challenge challenge();

    /** The schemes of HTTP authentication that clients of registries know. */
    enum Challenge {
        /** A token from {@code /token}. */
        BEARER,
        /** Name and secret with each request. */
        BASIC
    }
}
