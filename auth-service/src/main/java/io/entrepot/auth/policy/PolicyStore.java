package io.entrepot.auth.policy;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** The policies as they are at this moment. */
public interface PolicyStore {
    /** Those that are about any of these. */
    Future<List<Policy>> about(Collection<Grantee> grantees);
}
