package io.entrepot.gateway.http;

import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.RequestId;
import io.entrepot.kit.http.TrustedProxies;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which headers go through (RFC 9110, section 7.6.1): all but those of one connection, and those by which a proxy says on
 * whose behalf it asks, which are written anew from what can be believed.
 */
final class EndToEnd {
    private static final String CONNECTION = "Connection";
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized(ClientAddress.FORWARDED_FOR);
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized(ClientAddress.FORWARDED_PROTO);
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized(ClientAddress.FORWARDED_HOST);
    private static final String REQUEST_ID = RequestId.HEADER.toString();

    private EndToEnd() {}

    /** The headers of a request. What says how long its body is belongs to {@link RequestBody}. */
    static void request(HttpServerRequest from, MultiMap to, TrustedProxies proxies) {
        var named = named(from.headers());
        for (var header : from.headers()) {
            var name = header.getKey();
            if (!isOfOneConnection(name, named) && !isOfTheRequest(name)) {
                to.add(name, header.getValue());
            }
        }
        var client = ClientAddress.of(from, proxies);
        to.set(FORWARDED_FOR, client.address());
        to.set(FORWARDED_PROTO, client.scheme());
        var host = client.host();
        if (host != null) {
            to.set(FORWARDED_HOST, host);
        }
        to.set(RequestId.HEADER, RequestId.of(from, proxies));
    }

    static void answer(MultiMap from, MultiMap to) {
        var named = named(from);
        for (var header : from) {
            var name = header.getKey();
            if (!isOfOneConnection(name, named) && !name.equalsIgnoreCase(REQUEST_ID)) {
                to.add(name, header.getValue());
            }
        }
    }

    private static boolean isOfOneConnection(String name, @Nullable Set<String> named) {
        var always = switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("TE");
            case 7 -> name.equalsIgnoreCase("Trailer") || name.equalsIgnoreCase("Upgrade");
            case 10 -> name.equalsIgnoreCase(CONNECTION) || name.equalsIgnoreCase("Keep-Alive");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            default -> startsWith(name, "Proxy-");
        };
        return always || (named != null && named.contains(name));
    }

    private static boolean isOfTheRequest(String name) {
        return switch (name.length()) {
            case 4 -> name.equalsIgnoreCase("Host");
            case 9 -> name.equalsIgnoreCase(ClientAddress.FORWARDED);
            case 12 -> name.equalsIgnoreCase(REQUEST_ID);
            case 14 -> name.equalsIgnoreCase("Content-Length");
            case 6 -> name.equalsIgnoreCase("Expect");
            default -> startsWith(name, "X-Forwarded-");
        };
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** What {@code Connection} names besides the connection's own fate; null where that is nothing, as nearly always. */
    private static @Nullable Set<String> named(MultiMap headers) {
        var connection = headers.get(CONNECTION);
        if (connection == null || connection.equalsIgnoreCase("close") || connection.equalsIgnoreCase("keep-alive")) {
            return null;
        }
        var named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var value : headers.getAll(CONNECTION)) {
            Arrays.stream(value.split(",")).map(String::strip).forEach(named::add);
        }
        return named;
    }
}
