package io.entrepot.kit.internal;

import io.entrepot.kit.http.ErrorAnswer;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RequestId;
import io.entrepot.kit.stop.Stopping;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The front of {@code /internal/}: lets in who shows the secret, and nobody where there is none. A service
 * that answers nothing there, such as the gateway, has no such path. */
@ApplicationScoped
public class InternalRouter {
    /** A manifest of 4 MiB names some forty thousand blobs, and each is repeated here at the most once. */
    private static final int LARGEST_QUESTION = 8 << 20;

    private static final String READY = "/internal/ready";

    private final Credential credential;
    private final Stopping stopping;
    private final ErrorAnswer errors;
    private final Map<String, Function<JsonObject, Future<JsonObject>>> answers = new HashMap<>();

    InternalRouter(
            Credential credential, @Any Instance<InternalRoutes> modules, Stopping stopping, ErrorAnswer errors) {
        this.credential = credential;
        this.stopping = stopping;
        this.errors = errors;
        modules.forEach(module -> module.addTo(this::add));
    }

    private InternalRoutes.Table add(String path, Function<JsonObject, Future<JsonObject>> answer) {
        if (answers.put(path, answer) != null) {
            throw new IllegalStateException("two answers to " + path);
        }
        return this::add;
    }

    void mount(@Observes Router router) {
        var secret = credential.secret();
        if (secret != null && !answers.isEmpty()) {
            var expected = authorization(secret).getBytes(StandardCharsets.US_ASCII);
            router.route("/internal/*").order(Integer.MIN_VALUE).handler(context -> serve(context.request(), expected));
        }
    }

    /** The value of the header by which a service shows its secret. */
    static String authorization(String secret) {
        return "Bearer " + secret;
    }

    private void serve(HttpServerRequest request, byte[] expected) {
        Future<JsonObject> answered;
        try {
            admit(request.getHeader(HttpHeaders.AUTHORIZATION), expected);
            RequestId.believe(request);
            answered = answer(request);
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

    private static void admit(@Nullable String shown, byte[] expected) {
        if (shown == null || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), expected)) {
            throw OciError.UNAUTHORIZED.because("services only");
        }
    }

    private Future<JsonObject> answer(HttpServerRequest request) {
        if (request.path().equals(READY) && request.method().equals(HttpMethod.GET)) {
            return ready();
        }
        var answer = answers.get(request.path());
        if (answer == null || !request.method().equals(HttpMethod.POST)) {
            throw OciError.UNSUPPORTED.because(404, "no service is answered at this path");
        }
        return question(request).compose(answer);
    }

    /** Asked by those who choose among replicas. Says nothing of the database: without it all replicas are alike. */
    private Future<JsonObject> ready() {
        if (stopping.begun()) {
            throw OciError.UNAVAILABLE.because("this replica is stopping");
        }
        return Future.succeededFuture(new JsonObject());
    }

    private static Future<JsonObject> question(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // One digit less than an int can have: no number this short overflows.
        if (length == null || length.length() > 9 || Integer.parseInt(length) > LARGEST_QUESTION) {
            throw OciError.SIZE_INVALID.because(413, "a question has a length, and not more than 8 MiB");
        }
        var body = request.body();
        request.resume();
        return body.map(InternalRouter::json);
    }

    private static JsonObject json(Buffer body) {
        try {
            return body.toJsonObject();
        } catch (DecodeException e) {
            throw OciError.UNSUPPORTED.because(400, "a question is a JSON object");
        }
    }
}
