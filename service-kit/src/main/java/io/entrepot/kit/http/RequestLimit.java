package io.entrepot.kit.http;

import io.vertx.core.http.HttpServerRequest;

/** Turns requests away before anything is done for them, such as those of a client that sends too many. */
public interface RequestLimit {
    /** Whether there is a limit; asked once, at start. */
    boolean isSet();

    /**
     * Called for each request, on its event loop.
     *
     * @return what to do when the request is over
     * @throws io.entrepot.model.OciException to turn it away
     */
    Runnable enter(HttpServerRequest request);
}
