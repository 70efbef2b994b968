package io.entrepot.kit.identity;

import io.entrepot.kit.jws.Jws;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who manages the registry by a token of its own: one that was asked for {@link io.entrepot.model.Scope#MANAGEMENT}. The
 * tokens of pulls and pushes, which go through many hands, are worth nothing here, whosever they are.
 */
@Singleton
public class ManagementAccess {
    private final Visitors visitors;
    private final String service;

    ManagementAccess(Visitors visitors, IdentityConfig config) {
        this.visitors = visitors;
        this.service = config.service();
    }

    /** Whether a token says that it is one of this registry. Nothing of it is verified yet. */
    public boolean isOurs(String token) {
        var parsed = Jws.parse(token);
        return parsed != null && service.equals(parsed.claims().getValue("iss"));
    }

    /** Whose token the request shows; null where it is none of ours, has ended, or wasn't given for this. */
    public Future<@Nullable Subject> subject(HttpServerRequest request) {
        return visitors.of(request)
                .map(visitor -> visitor instanceof Visitor.Holder(var token, var caller)
                                && !token.hasExpired(Instant.now())
                                && token.allowsManagement()
                        ? token.subject()
                        : null);
    }
}
