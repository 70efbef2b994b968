package io.entrepot.auth.management;

import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers about something that can be changed: each names the state it shows, for the {@code If-Match} of a change. */
public final class Answers {
    private Answers() {}

    public static <V> RestResponse<V> of(Versioned shown, V view) {
        return ResponseBuilder.ok(view).header("ETag", shown.etag()).build();
    }

    /** What was made, at {@code path} below the management API. */
    public static <V> RestResponse<V> created(String path, Versioned made, V view) {
        return ResponseBuilder.<V>created(URI.create(path))
                .header("ETag", made.etag())
                .entity(view)
                .build();
    }
}
