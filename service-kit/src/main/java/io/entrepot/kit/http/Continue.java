package io.entrepot.kit.http;

import io.vertx.core.http.HttpServerRequest;

/** {@code Expect: 100-continue} (RFC 9110, section 10.1.1): said only after the checks, so that a refusal saves the body. */
public final class Continue {
    private Continue() {}

    public static void send(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }
}
