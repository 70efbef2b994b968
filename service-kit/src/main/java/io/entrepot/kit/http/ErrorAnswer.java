package io.entrepot.kit.http;

import io.entrepot.kit.db.Outage;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The one place that renders a refusal or a fault: {@code {"errors":[{code,message,detail}]}} (specification, "Error
 * Codes"), or a problem of the management API (RFC 9457). A fault of ours is logged here, once, with its cause.
 */
@ApplicationScoped
public class ErrorAnswer {
    private static final Logger LOG = Logger.getLogger("io.entrepot.request");
    private static final String MANAGEMENT = "/api/";
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");

    private final TrustedProxies proxies;
    private final Throttled outages = new Throttled();

    public ErrorAnswer(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** Answers a request that failed. Where the answer has begun, the connection is cut, so that nobody takes it for whole. */
    public void write(HttpServerRequest request, Throwable failure) {
        var refusal = failure instanceof OciException refused ? refused : fault(request, failure);
        var response = request.response();
        if (response.headWritten()) {
            request.connection().close();
            return;
        }
        if (response.closed()) {
            return;
        }
        var body = head(request, refusal);
        UnreadBody.letGo(request);
        if (request.method().name().equals("HEAD")) {
            response.end();
        } else {
            response.end(body);
        }
    }

    /** The same for a request after which nothing that comes on its connection can be trusted. */
    void writeAndHangUp(HttpServerRequest request, OciException refusal) {
        var body = head(request, refusal);
        // With the end of the answer the next request would be served; so the answer never ends.
        request.response()
                .putHeader("Connection", "close")
                .write(body)
                .onComplete(written -> request.connection().close());
    }

    private String head(HttpServerRequest request, OciException refusal) {
        var isManagement = request.path().startsWith(MANAGEMENT);
        var body = isManagement ? problem(refusal) : body(refusal);
        var id = RequestId.of(request, proxies);
        // Nothing that was said about the answer that didn't come about: nobody may cache this one for a year.
        request.response().headers().clear();
        request.response()
                .putHeader(RequestId.HEADER, id)
                .setStatusCode(refusal.status())
                .putHeader(Headers.API_VERSION, Headers.REGISTRY_2_0)
                .putHeader(Headers.CONTENT_TYPE, isManagement ? PROBLEM : Headers.JSON)
                .putHeader(
                        Headers.CONTENT_LENGTH,
                        Integer.toString(body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length));
        refusal.headers().forEach(request.response()::putHeader);
        return body;
    }

    static String body(OciException refusal) {
        var error = new JsonObject()
                .put("code", refusal.error().name())
                .put("message", refusal.error().message())
                .put("detail", refusal.detail());
        return new JsonObject().put("errors", new JsonArray().add(error)).encode();
    }

    private static String problem(OciException refusal) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", refusal.error().message())
                .put("status", refusal.status())
                .put("detail", refusal.detail())
                .encode();
    }

    private OciException fault(HttpServerRequest request, Throwable failure) {
        var outage = Outage.of(failure);
        var id = RequestId.of(request, proxies);
        if (outage != null) {
            var kept = outages.admit();
            if (kept >= 0) {
                LOG.errorf(
                        "%s %s failed: %s [%s] (and %d more before)",
                        request.method(), request.path(), outage, id, kept);
            }
            return OciError.UNAVAILABLE
                    .because("a part of the registry does not answer; try again")
                    .with(Map.of("Retry-After", "5"));
        }
        if (request.response().closed() || failure instanceof io.vertx.core.http.HttpClosedException) {
            LOG.debugf("%s %s: the client went away [%s]", request.method(), request.path(), id);
        } else {
            LOG.errorf(failure, "%s %s failed: %s [%s]", request.method(), request.path(), failure, id);
        }
        return OciError.UNKNOWN.because("the fault is the registry's and was logged there");
    }
}
