package io.entrepot.auth.workload;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The issuers as they are at this moment. */
public interface IssuerStore {
    /** The issuer of this name; null where there is none, or one that is disabled. */
    Future<@Nullable Issuer> find(String name);
}
