package io.entrepot.kit.internal;

import io.entrepot.kit.http.ErrorAnswer;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RequestId;
import io.entrepot.kit.stop.Stopping;
import io.entrepot.kit.upstream.ServiceName;
import io.entrepot.model.OciError;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The front of {@code /internal/}: lets services in, each to what it is meant to ask, and nobody else. A service
 * that answers nothing there, such as the gateway, has no such path. */
@ApplicationScoped
public class InternalRouter {
    /** A manifest of 4 MiB names some forty thousand blobs, and each is repeated here at the most once. */
    private static final int LARGEST_QUESTION = 8 << 20;

    private static final String READY = "/internal/ready";

    private record Route(Set<ServiceName> callers, Function<Question, Future<JsonObject>> answer) {}

    private final Credential credential;
    private final Stopping stopping;
    private final ErrorAnswer errors;
    private final Map<String, Route> routes = new HashMap<>();

    InternalRouter(
            Credential credential, @Any Instance<InternalRoutes> modules, Stopping stopping, ErrorAnswer errors) {
        this.credential = credential;
        this.stopping = stopping;
        this.errors = errors;
        modules.forEach(module -> module.addTo(this::add));
    }

    private InternalRoutes.Table add(
            String path, Set<ServiceName> callers, Function<Question, Future<JsonObject>> answer) {
        if (routes.put(path, new Route(callers, answer)) != null) {
            throw new IllegalStateException("two answers to " + path);
        }
        return this::add;
    }

    void mount(@Observes Router router) {
        if (credential.hasPeers() && !routes.isEmpty()) {
            router.route("/internal/*").order(Integer.MIN_VALUE).handler(context -> serve(context.request()));
        }
    }

    private void serve(HttpServerRequest request) {
        Future<JsonObject> answered;
        try {
            var caller = caller(request.getHeader(HttpHeaders.AUTHORIZATION));
            RequestId.believe(request);
            answered = answer(request, caller);
        } catch (RuntimeException e) {
            errors.write(request, e);
            return;
        }
        answered.onSuccess(answer -> {
                    var body = answer.toBuffer();
                    request.response()
                            .putHeader(Headers.CONTENT_TYPE, Headers.JSON)
                            .end(body);
                })
                .onFailure(failure -> errors.write(request, failure));
    }

    private ServiceName caller(@Nullable String shown) {
        var caller = shown == null ? null : credential.caller(shown);
        if (caller == null) {
            throw OciError.UNAUTHORIZED.because("services only");
        }
        return caller;
    }

    private Future<JsonObject> answer(HttpServerRequest request, ServiceName caller) {
        if (request.path().equals(READY) && request.method().equals(HttpMethod.GET)) {
            return ready();
        }
        var route = routes.get(request.path());
        if (route == null || !request.method().equals(HttpMethod.POST)) {
            throw OciError.UNSUPPORTED.because(404, "no service is answered at this path");
        }
        if (!route.callers().contains(caller)) {
            throw OciError.DENIED.because("this is not for " + caller);
        }
        return question(request).compose(route.answer());
    }

    /** Asked by those who choose among replicas. Says nothing of the database: without it all replicas are alike. */
    private Future<JsonObject> ready() {
        if (stopping.begun()) {
            throw OciError.UNAVAILABLE.because("this replica is stopping");
        }
        return Future.succeededFuture(new JsonObject());
    }

    private static Future<Question> question(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // One digit less than an int can have: no number this short overflows.
        if (length == null || length.length() > 9 || Integer.parseInt(length) > LARGEST_QUESTION) {
            throw OciError.SIZE_INVALID.because(413, "a question has a length, and not more than 8 MiB");
        }
        var body = request.body();
        request.resume();
        return body.map(InternalRouter::parse);
    }

    private static Question parse(Buffer body) {
        try {
            return new Question(body.toJsonObject());
        } catch (DecodeException e) {
            throw OciError.UNSUPPORTED.because(400, "a question is a JSON object");
        }
    }
}
