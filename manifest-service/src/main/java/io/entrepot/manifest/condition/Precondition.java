package io.entrepot.manifest.condition;

import io.entrepot.kit.http.EntityTag;
import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * {@code If-Match} and {@code If-None-Match} of a request that changes something (RFC 9110, section 13): what must, or
 * must not, be there for it to happen.
 */
public final class Precondition {
    private final @Nullable String ifMatch;
    private final @Nullable String ifNoneMatch;

    private Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        this.ifMatch = ifMatch;
        this.ifNoneMatch = ifNoneMatch;
    }

    public static Precondition of(RegistryRequest request) {
        return new Precondition(request.header(HttpHeaders.IF_MATCH), request.header(HttpHeaders.IF_NONE_MATCH));
    }

    /** Whether there is nothing to hold. */
    public boolean isAbsent() {
        return ifMatch == null && ifNoneMatch == null;
    }

    /**
     * Holds, or throws a refusal with status 412.
     *
     * @param current what was there before the change; null where nothing was
     */
    public void require(@Nullable Digest current) {
        if (!holds(current)) {
            throw OciError.DENIED.because(
                    412, current == null ? "there is nothing to match" : "it is " + current + " by now");
        }
    }

    private boolean holds(@Nullable Digest current) {
        if (current == null) {
            return ifMatch == null;
        }
        var etag = EntityTag.of(current);
        return (ifMatch == null || EntityTag.matches(ifMatch, etag))
                && (ifNoneMatch == null || !EntityTag.matches(ifNoneMatch, etag));
    }
}
