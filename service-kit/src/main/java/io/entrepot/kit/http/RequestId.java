package io.entrepot.kit.http;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ties together all log lines about a request, from the gateway to the last service: the header
 * {@code X-Request-Id} where a trusted proxy, such as the gateway, sent it; otherwise one made here.
 */
public final class RequestId {
    public static final CharSequence HEADER = HttpHeaders.createOptimized("X-Request-Id");

    /** It ends up in log lines and headers: nothing that could end either, or mean anything there. */
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private RequestId() {}

    /**
     * The id of a request, the same each time. It is made when first asked for, so that a request nobody tells about costs
     * nothing, and is kept in the headers of the response.
     */
    public static String of(HttpServerRequest request, TrustedProxies proxies) {
        var answer = request.response().headers();
        var known = answer.get(HEADER);
        if (known != null) {
            return known;
        }
        var given = request.getHeader(HEADER);
        var id = given != null && isWellFormed(given) && proxies.sent(request) ? given : random();
        answer.set(HEADER, id);
        return id;
    }

    /** Lets calls to other services made on behalf of a request find it. */
    static void keep(HttpServerRequest request) {
        var context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(RequestId.class, request);
        }
    }

    /** The id of the request on whose behalf this is called; null where there is none. */
    public static @Nullable String current(TrustedProxies proxies) {
        if (!VertxContext.isOnDuplicatedContext()) {
            return null; // a timer's call: what a request keeps, its own context has
        }
        HttpServerRequest request = Vertx.currentContext().getLocal(RequestId.class);
        return request == null ? null : of(request, proxies);
    }

    /** Takes the id that a caller gave who has shown who it is. */
    public static void believe(HttpServerRequest request) {
        var given = request.getHeader(HEADER);
        if (given != null && isWellFormed(given)) {
            request.response().headers().set(HEADER, given);
        }
    }

    static boolean isWellFormed(String id) {
        return WELL_FORMED.matcher(id).matches();
    }

    private static String random() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
