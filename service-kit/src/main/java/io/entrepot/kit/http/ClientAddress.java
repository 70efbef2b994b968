package io.entrepot.kit.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, and how it was addressed, as far as that can be believed: what the connection says, or what a
 * trusted proxy says in {@code X-Forwarded-*} or, where it sends none of these, in {@code Forwarded} (RFC 7239).
 *
 * @param address an IP address
 * @param scheme {@code http} or {@code https}
 * @param host the authority the client asked for; null where it named none
 */
public record ClientAddress(
        String address, String scheme, @Nullable String host) {
    public static final String FORWARDED = "Forwarded";
    public static final String FORWARDED_FOR = "X-Forwarded-For";
    public static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    public static final String FORWARDED_HOST = "X-Forwarded-Host";

    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    public static ClientAddress of(HttpServerRequest request, TrustedProxies proxies) {
        var peer = TrustedProxies.peer(request);
        var scheme = request.scheme() == null ? "http" : request.scheme();
        var host = host(request);
        if (!proxies.sent(request)) {
            return new ClientAddress(peer, scheme, host);
        }
        var hops = hops(request.headers().getAll(FORWARDED_FOR));
        var claimedScheme = request.getHeader(FORWARDED_PROTO);
        var claimedHost = request.getHeader(FORWARDED_HOST);
        if (hops.isEmpty()) {
            var elements = hops(request.headers().getAll(FORWARDED));
            hops = elements.stream().map(element -> parameter(element, "for")).toList();
            var nearest = elements.isEmpty() ? "" : elements.getLast();
            claimedScheme = claimedScheme == null ? parameter(nearest, "proto") : claimedScheme;
            claimedHost = claimedHost == null ? parameter(nearest, "host") : claimedHost;
        }
        return new ClientAddress(
                client(hops, peer, proxies),
                isScheme(claimedScheme) ? claimedScheme : scheme,
                isAuthority(claimedHost) ? claimedHost : host);
    }

    /** HTTP/2 has no header for it. */
    private static @Nullable String host(HttpServerRequest request) {
        var header = request.getHeader("Host");
        var authority = header == null ? request.authority() : null;
        return authority == null ? header : authority.toString();
    }

    /** Each proxy appends who connected to it: from the right, the first that is no trusted proxy is the client. */
    private static String client(List<String> hops, String peer, TrustedProxies proxies) {
        var client = peer;
        for (var hop : hops.reversed()) {
            var address = withoutPort(hop);
            if (!TrustedProxies.isAddress(address)) {
                break;
            }
            client = address;
            if (!proxies.trusts(address)) {
                break;
            }
        }
        return client;
    }

    private static List<String> hops(List<String> values) {
        var hops = new ArrayList<String>();
        for (var value : values) {
            for (var hop : value.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    /** A parameter of one element of {@code Forwarded}; empty where it has none. */
    private static String parameter(String element, String name) {
        for (var pair : element.split(";", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return pair.substring(equals + 1).strip().replace("\"", "");
            }
        }
        return "";
    }

    /** {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711} and {@code 2001:db8::1} are all in use. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            var end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        var colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private static boolean isScheme(@Nullable String text) {
        return "http".equals(text) || "https".equals(text);
    }

    private static boolean isAuthority(@Nullable String text) {
        return text != null && AUTHORITY.matcher(text).matches();
    }
}
