package io.entrepot.kit.internal;

import org.jspecify.annotations.Nullable;

/** What services show each other to be let in. */
public interface Credential {
    /** The secret; null where no other service calls this process, so that it has no routes for them. */
    @Nullable
    String secret();
}
