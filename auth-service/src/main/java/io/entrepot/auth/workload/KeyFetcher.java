package io.entrepot.auth.workload;

import io.vertx.core.Future;
import java.security.PublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks an issuer for its keys. */
interface KeyFetcher {
    /**
     * The keys by their ids. Ends within five seconds, whatever the issuer does.
     *
     * @param keysUrl where they are; null where the discovery document of the issuer tells
     */
    Future<Map<String, PublicKey>> fetch(String issuerUrl, @Nullable String keysUrl);
}
