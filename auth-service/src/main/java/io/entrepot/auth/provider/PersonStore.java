package io.entrepot.auth.provider;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The people who have come from the provider. */
public interface PersonStore {
    /**
     * Remembers somebody and their groups. They keep the name they came with, whatever the provider calls them later.
     *
     * @return their name here; null where they are disabled, or where the name belongs to somebody else
     */
    Future<@Nullable String> welcome(Person person);
}
