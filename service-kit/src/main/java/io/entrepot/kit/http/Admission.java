package io.entrepot.kit.http;

import io.vertx.core.Future;

/** Lets requests in to what their senders may do. */
public interface Admission {
    /** Whether nobody has to log in; looked at once, at start, so that nobody is asked then. */
    boolean isOpen();

    /**
     * Who sent a request, if they may do what it asks for; told on the event loop that asks. Fails with {@code UNAUTHORIZED} and a challenge where other
     * credentials would help, and else with {@code DENIED}; both say nothing about what there is.
     */
    Future<Caller> admit(RegistryRequest request);
}
