package io.entrepot.kit.identity;

import java.util.Optional;

/** The configuration of a registry that asks who one is. */
record Closed(Challenge challenge, Optional<String> realm) implements IdentityConfig {
    static final Closed BY_TOKEN = new Closed(Challenge.BEARER, Optional.empty());

    @Override
    public boolean open() {
        return false;
    }

    @Override
    public String service() {
        return "entrepot";
    }
}
