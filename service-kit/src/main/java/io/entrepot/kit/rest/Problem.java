package io.entrepot.kit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.entrepot.model.OciException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request of the management API (RFC 9457).
 *
 * @param field the part of the request that is wrong; null where it isn't one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {
    static final String MEDIA_TYPE = "application/problem+json";
    static final String MALFORMED = "the request is malformed";

    public Problem(String title, int status, String detail, @Nullable String field) {
        this("about:blank", title, status, detail, field);
    }

    /** The same refusal as it is said here; its headers are not in it. */
    public static Problem of(OciException refusal) {
        return new Problem(refusal.error().message(), refusal.status(), refusal.detail(), null);
    }

    /** The request, or this part of it, can't be read. */
    public static Problem malformed(String detail, @Nullable String field) {
        return new Problem(MALFORMED, 400, detail, field);
    }

    public RestResponse<Problem> answer() {
        return RestResponse.ResponseBuilder.<Problem>create(status)
                .type(MEDIA_TYPE)
                .entity(this)
                .build();
    }
}
