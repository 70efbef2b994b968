package io.entrepot.auth.management;

import com.fasterxml.jackson.annotation.JsonInclude;
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

    Problem(String title, int status, String detail, @Nullable String field) {
        this("about:blank", title, status, detail, field);
    }
}
