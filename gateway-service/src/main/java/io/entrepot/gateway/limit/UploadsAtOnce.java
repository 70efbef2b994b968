package io.entrepot.gateway.limit;

import io.entrepot.gateway.GatewayConfig;
import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.RequestLimit;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.kit.start.Refusal;
import io.entrepot.model.OciError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Requests with a body that one client has under way at a time. Only clients that have any are remembered. */
@ApplicationScoped
class UploadsAtOnce implements RequestLimit {
    private final OptionalInt limit;
    private final TrustedProxies proxies;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    UploadsAtOnce(GatewayConfig config, TrustedProxies proxies) {
        this.limit = config.uploadsAtOnce();
        if (limit.orElse(1) < 1) {
            throw new Refusal("entrepot.gateway.uploads-at-once must be 1 or more");
        }
        this.proxies = proxies;
    }

    @Override
    public boolean isSet() {
        return limit.isPresent();
    }

    @Override
    public Runnable enter(HttpServerRequest request) {
        return hasBody(request) ? begin(ClientAddress.of(request, proxies).address()) : () -> {};
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        var mayHaveOneUnannounced = request.version() == HttpVersion.HTTP_2
                && !request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD);
        return mayHaveOneUnannounced || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    Runnable begin(String client) {
        if (underWay.merge(client, 1, Integer::sum) > limit.getAsInt()) {
            end(client);
            throw OciError.TOOMANYREQUESTS
                    .because("more than " + limit.getAsInt() + " uploads at once")
                    .with(Map.of("Retry-After", "5"));
        }
        return () -> end(client);
    }

    private void end(String client) {
        underWay.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }

    int clients() {
        return underWay.size();
    }
}
