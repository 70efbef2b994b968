package io.entrepot.blob.store.s3;

import static io.entrepot.blob.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Between us and an S3 server: passes everything on, but for what it is told to spoil. */
public final class FaultyProxy implements AutoCloseable {
    /** What happens to a request. */
    public sealed interface Fault {
        /** The server never sees it; this is its answer. */
        record Refuse(int status, String code) implements Fault {}

        /** The server never sees it; the connection is cut. */
        record Cut() implements Fault {}

        /** The server does it; instead of its answer, the connection is cut. */
        record LoseAnswer() implements Fault {}

        /** The answer is cut after so many bytes of its body. */
        record CutAnswer(int bytes) implements Fault {}

        /** It takes its time. */
        record Delay(Duration time) implements Fault {}
    }

    public static final Predicate<HttpServerRequest> PART =
            request -> request.method().equals(HttpMethod.PUT) && request.uri().contains("partNumber=");
    public static final Predicate<HttpServerRequest> COMPLETE =
            request -> request.method().equals(HttpMethod.POST) && request.uri().contains("uploadId=");
    public static final Predicate<HttpServerRequest> PUT =
            request -> request.method().equals(HttpMethod.PUT) && !request.uri().contains("partNumber=");
    public static final Predicate<HttpServerRequest> GET =
            request -> request.method().equals(HttpMethod.GET);
    public static final Predicate<HttpServerRequest> ANY = request -> true;

    private record Rule(Predicate<HttpServerRequest> which, Fault fault, AtomicInteger times) {}

    private final Vertx vertx = Vertx.vertx();
    private final URI target;
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(200));
    private final HttpServer server;
    private final List<Rule> rules = new ArrayList<>();
    private int spoiled;

    public FaultyProxy(URI target) {
        this.target = target;
        this.server = await(vertx.createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1"));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** Spoils the next so many requests of a kind. */
    public synchronized void spoil(Predicate<HttpServerRequest> which, Fault fault, int times) {
        rules.add(new Rule(which, fault, new AtomicInteger(times)));
    }

    /** Spoils nothing any more. */
    public synchronized void heal() {
        rules.clear();
    }

    /** How many requests were spoiled. */
    public synchronized int spoiled() {
        return spoiled;
    }

    private synchronized @Nullable Fault fault(HttpServerRequest request) {
        for (var rule : rules) {
            if (rule.which().test(request) && rule.times().getAndDecrement() > 0) {
                spoiled++;
                return rule.fault();
            }
        }
        return null;
    }

    private void handle(HttpServerRequest request) {
        var fault = fault(request);
        switch (fault) {
            case Fault.Refuse refuse -> refuse(request, refuse);
            case Fault.Cut cut -> request.connection().close();
            case Fault.Delay delay -> {
                request.pause();
                vertx.setTimer(delay.time().toMillis(), timer -> pass(request, null));
            }
            case null, default -> {
                request.pause();
                pass(request, fault);
            }
        }
    }

    private static void refuse(HttpServerRequest request, Fault.Refuse refuse) {
        request.handler(dropped -> {})
                .endHandler(end -> request.response()
                        .setStatusCode(refuse.status())
                        .putHeader("Content-Type", "application/xml")
                        .end("<?xml version=\"1.0\"?><Error><Code>" + refuse.code() + "</Code></Error>"));
    }

    private void pass(HttpServerRequest request, @Nullable Fault fault) {
        var options = new RequestOptions()
                .setMethod(request.method())
                .setHost(target.getHost())
                .setPort(target.getPort())
                .setURI(request.uri())
                .setHeaders(HttpHeaders.headers().setAll(request.headers()).remove("Expect"));
        client.request(options)
                .compose(onward -> onward.send(request))
                .onSuccess(answer -> answer(request, answer, fault))
                .onFailure(failure -> request.connection().close());
    }

    private static void answer(HttpServerRequest request, HttpClientResponse answer, @Nullable Fault fault) {
        if (fault instanceof Fault.LoseAnswer) {
            answer.handler(dropped -> {}).endHandler(end -> request.connection().close());
            return;
        }
        var response = request.response().setStatusCode(answer.statusCode());
        response.headers().setAll(answer.headers());
        if (fault instanceof Fault.CutAnswer cut) {
            cutAfter(request, answer, cut.bytes());
        } else {
            answer.pipeTo(response).onFailure(failure -> request.connection().close());
        }
    }

    private static void cutAfter(HttpServerRequest request, HttpClientResponse answer, int bytes) {
        var sent = new int[1];
        answer.handler(piece -> {
            var length = Math.min(piece.length(), bytes - sent[0]);
            sent[0] += length;
            if (length > 0) {
                var last = sent[0] == bytes;
                request.response()
                        .write(Buffer.buffer(piece.getBytes(0, length)))
                        .onComplete(written -> {
                            if (last) {
                                request.connection().close();
                            }
                        });
            }
        });
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
