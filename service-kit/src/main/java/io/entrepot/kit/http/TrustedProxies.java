package io.entrepot.kit.http;

import io.entrepot.kit.start.Refusal;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetSocketAddress;
import java.util.List;

/** The proxies whose headers about a request are believed; everybody else's are not. */
@ApplicationScoped
public class TrustedProxies {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final List<IpSubnetFilterRule> ranges;

    public TrustedProxies(ProxyConfig config) {
        this.ranges = config.trustedProxies().orElse(List.of()).stream()
                .map(TrustedProxies::range)
                .toList();
    }

    private static IpSubnetFilterRule range(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        var bits = NetUtil.isValidIpV4Address(address) ? IPV4_BITS : IPV6_BITS;
        try {
            var prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (isAddress(address) && prefix >= 0 && prefix <= bits) {
                return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
            }
        } catch (NumberFormatException malformed) {
            throw refusal(text);
        }
        throw refusal(text);
    }

    private static Refusal refusal(String text) {
        return new Refusal("entrepot.network.trusted-proxies: '" + text
                + "' is neither an address nor a range such as 10.0.0.0/8");
    }

    /** A setting that can't be understood ends the start. */
    void openAtStart(@Observes StartupEvent start) {}

    /** Whether the other end of the request's connection is such a proxy. */
    public boolean sent(HttpServerRequest request) {
        return !ranges.isEmpty() && trusts(peer(request));
    }

    boolean trusts(String address) {
        if (ranges.isEmpty() || !isAddress(address)) {
            return false;
        }
        var socket = new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(address), 0);
        for (var range : ranges) {
            if (range.matches(socket)) {
                return true;
            }
        }
        return false;
    }

    static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }

    static String peer(HttpServerRequest request) {
        var peer = request.remoteAddress();
        var address = peer == null ? null : peer.hostAddress();
        return address == null ? "" : address;
    }
}
