package io.entrepot.kit.http;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who stands between the clients and us. */
@ConfigMapping(prefix = "entrepot.network")
public interface ProxyConfig {
    /** Addresses, or ranges such as {@code 10.0.0.0/8}, whose word about the client and the request's id is taken. */
    Optional<List<String>> trustedProxies();
}
