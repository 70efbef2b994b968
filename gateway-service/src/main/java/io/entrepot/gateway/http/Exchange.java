package io.entrepot.gateway.http;

import io.entrepot.kit.upstream.Upstream;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service, and the answer on its way back. Lives on the client's event loop.
 *
 * <p>It is repeated, at another replica where there is one, only while nothing can have happened twice: no connection was
 * made; or it broke before any of the answer was passed on, and the request is one without effect or begins an upload; or
 * the replica answered that it is stopping.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger("io.entrepot.request");
    private static final int ATTEMPTS = 3;
    /** After so long without an answer it is looked whether the replica is in doubt. */
    private static final long LOOK_MILLIS = 5_000;

    private static final long NO_TIMER = -1;

    private final Proxy proxy;
    private final Upstream upstream;
    private final HttpServerRequest request;
    private final RequestBody body;
    private final Promise<Void> done = Promise.promise();
    private int attempts;
    private @Nullable Attempt current;
    private long timer = NO_TIMER;

    Exchange(Proxy proxy, Upstream upstream, HttpServerRequest request) {
        this.proxy = proxy;
        this.upstream = upstream;
        this.request = request;
        this.body = new RequestBody(request);
    }

    /** Ends when the answer was handed over. Fails where there is none, or where it broke off in its middle. */
    Future<Void> run() {
        var response = request.response();
        response.closeHandler(closed -> {
            if (!response.ended()) { // over HTTP/2 every stream closes at its end
                clientGone(new HttpClosedException("the client went away"));
            }
        });
        request.exceptionHandler(cause -> clientGone(
                cause instanceof HttpClosedException
                        ? cause
                        : OciError.SIZE_INVALID.because("the body is not framed as HTTP wants it")));
        attempt();
        return done.future();
    }

    private void attempt() {
        var replica = upstream.choose();
        if (replica == null) {
            done.tryFail(unavailable()); // said once, when they were left out
            return;
        }
        attempts++;
        var attempt = new Attempt(replica);
        current = attempt;
        proxy.client().request(attempt.to(request.method(), uri())).onComplete(connected -> {
            if (connected.failed()) {
                refused(attempt, connected.cause());
            } else if (attempt.connected(connected.result())) {
                send(attempt, connected.result());
            }
        });
    }

    /** As it came: encoding it anew could change what it means. */
    private String uri() {
        var uri = request.uri();
        if (uri.startsWith("/")) {
            return uri;
        }
        return request.query() == null
                ? request.path()
                : request.path() + "?" + request.query(); // came in absolute form
    }

    private void send(Attempt attempt, HttpClientRequest outgoing) {
        outgoing.exceptionHandler(cause -> broken(attempt, cause));
        try {
            EndToEnd.request(request, outgoing.headers(), proxy.trusted());
        } catch (IllegalArgumentException malformed) { // HTTP/2 carries what HTTP/1.1 has no form for
            attempt.abandon();
            done.tryFail(OciError.UNSUPPORTED.because(400, "a header has characters that HTTP doesn't allow"));
            return;
        }
        outgoing.response().onComplete(answer -> {
            if (answer.succeeded()) {
                answered(attempt, answer.result());
            } else {
                broken(attempt, answer.cause());
            }
        });
        body.sendWith(outgoing, () -> awaitAnswer(attempt, 0));
    }

    private void awaitAnswer(Attempt attempt, long waited) {
        if (attempt.isOver() || attempt.isAnswered()) {
            return;
        }
        var step = Math.min(LOOK_MILLIS, proxy.answerLimitMillis() - waited);
        timer = proxy.vertx().setTimer(step, tick -> {
            if (waited + step >= proxy.answerLimitMillis()) {
                attempt.abandon();
                attempt.replica.doubt("no answer in time");
                fail("no answer in time");
            } else if (isRepeatable() && !attempt.replica.isInGoodStanding()) {
                leave(attempt);
            } else {
                awaitAnswer(attempt, waited + step);
            }
        });
    }

    /** A replica that hangs breaks nothing off; but it doesn't answer its probe either. */
    private void leave(Attempt attempt) {
        attempt.abandon();
        if (upstream.hasGoodReplica() && attempts < ATTEMPTS) {
            attempt();
        } else {
            fail("no answer, and no other replica");
        }
    }

    private void answered(Attempt attempt, HttpClientResponse answer) {
        if (attempt.isOver()) {
            return;
        }
        attempt.answered();
        stopTimer();
        if (isStopping(answer)) {
            attempt.replica.doubt("it is stopping");
            if (!body.hasBegun() && attempts < ATTEMPTS) {
                attempt.abandon();
                attempt();
                return;
            }
        }
        request.response().setStatusCode(answer.statusCode()); // it decides what becomes of the rest of the body
        body.answered();
        new AnswerBody(answer, request.response()).send().onComplete(sent -> {
            if (sent.failed()) {
                broken(attempt, sent.cause());
            } else {
                passedOn(attempt);
            }
        });
    }

    /** Others say 503 too, for instance while the database is away; only one that stops closes the connection as well. */
    private static boolean isStopping(HttpClientResponse answer) {
        return answer.statusCode() == OciError.UNAVAILABLE.status()
                && answer.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
    }

    private void passedOn(Attempt attempt) {
        if (body.isWhole()) {
            attempt.end();
        } else {
            attempt.abandon();
        }
        done.tryComplete();
    }

    private void refused(Attempt attempt, Throwable cause) {
        if (!attempt.isOver()) {
            attempt.end();
            attempt.replica.doubt(String.valueOf(cause.getMessage()));
            again(true, cause);
        }
    }

    private void broken(Attempt attempt, Throwable cause) {
        if (attempt.isOver()) {
            return;
        }
        attempt.abandon();
        stopTimer();
        if (attempt.isAnswered()) {
            attempt.replica.check(); // the answer itself may have been at fault
        } else {
            attempt.replica.doubt(String.valueOf(cause.getMessage()));
        }
        again(isRepeatable() && !request.response().headWritten(), cause);
    }

    private void again(boolean allowed, Throwable cause) {
        if (allowed && attempts < ATTEMPTS) {
            attempt();
        } else {
            fail(String.valueOf(cause.getMessage()));
        }
    }

    /** Without effect, or an upload that nobody goes on with; a blob mounted twice is mounted once. */
    private boolean isRepeatable() {
        var method = request.method();
        return method.equals(HttpMethod.GET)
                || method.equals(HttpMethod.HEAD)
                || (method.equals(HttpMethod.POST) && !body.isPresent());
    }

    private void clientGone(Throwable cause) {
        if (!done.future().isComplete()) {
            if (current != null) {
                current.abandon();
            }
            stopTimer();
            done.tryFail(cause);
        }
    }

    private void fail(String why) {
        if (done.tryFail(unavailable())) {
            LOG.warnf(
                    "%s %s failed: %s-service: %s [%s]",
                    request.method(), request.path(), upstream.service(), why, proxy.requestId(request));
        }
    }

    private static OciException unavailable() {
        return OciError.UNAVAILABLE
                .because("a part of the registry does not answer; try again")
                .with(Map.of("Retry-After", "5"));
    }

    private void stopTimer() {
        if (timer != NO_TIMER) {
            proxy.vertx().cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
