package io.entrepot.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of headers that only a trusted proxy may send; the requests come from 127.0.0.1. */
class EdgeHeadersTest {
    private static final TrustedProxies NOBODY = new TrustedProxies(Optional::empty);
    private static final TrustedProxies US = TrustedProxiesTest.trusting("127.0.0.0/8");

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        done(vertx.close());
    }

    @Test
    void aClientIsNotBelieved() {
        assertThat(client(
                        NOBODY, "X-Forwarded-For", "192.0.2.1", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "a"))
                .isEqualTo(new ClientAddress("127.0.0.1", "http", "registry.example"));
    }

    @Test
    void aTrustedProxyIsBelieved() {
        assertThat(client(
                        US,
                        "X-Forwarded-For",
                        "192.0.2.1",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Host",
                        "hub.example:8443"))
                .isEqualTo(new ClientAddress("192.0.2.1", "https", "hub.example:8443"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1                        | 192.0.2.1",
                "203.0.113.9, 192.0.2.1           | 192.0.2.1",
                "203.0.113.9, 192.0.2.1,127.0.0.8 | 192.0.2.1",
                "127.0.0.9, 127.0.0.8             | 127.0.0.9",
                "192.0.2.1:4711                   | 192.0.2.1",
                "2001:db8::1                      | 2001:db8::1",
                "[2001:db8::1]:4711               | 2001:db8::1",
                "192.0.2.1, unknown               | 127.0.0.1",
                "192.0.2.1, unknown, 127.0.0.8    | 127.0.0.8",
                "<script>                         | 127.0.0.1"
            })
    void theClientIsTheFirstFromTheRightThatIsNoTrustedProxy(String forwardedFor, String client) {
        assertThat(client(US, "X-Forwarded-For", forwardedFor).address()).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.1;proto=https;host=hub.example        | 192.0.2.1   | https | hub.example",
                "for=203.0.113.9, For=\"[2001:db8::1]:4711\"       | 2001:db8::1 | http  | registry.example",
                "for=_hidden;proto=gopher;host=\"a b\"             | 127.0.0.1   | http  | registry.example",
                ";;=;for                                           | 127.0.0.1   | http  | registry.example"
            })
    void theStandardHeaderIsUnderstoodToo(String forwarded, String address, String scheme, String host) {
        assertThat(client(US, "Forwarded", forwarded)).isEqualTo(new ClientAddress(address, scheme, host));
    }

    @Test
    void aRequestKeepsTheIdATrustedProxyGaveIt() {
        assertThat(answered(request -> RequestId.of(request, US), "X-Request-Id", "edge-7.A:1_x"))
                .isEqualTo("edge-7.A:1_x");
    }

    @Test
    void aClientsOwnIdIsNotTaken() {
        assertThat(answered(request -> RequestId.of(request, NOBODY), "X-Request-Id", "edge-7"))
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "{}", "\u00e9"})
    void aMalformedIdIsReplaced(String id) {
        assertThat(RequestId.isWellFormed(id)).isFalse();
    }

    @Test
    void anEndlessIdIsReplaced() {
        assertThat(answered(request -> RequestId.of(request, US), "X-Request-Id", "a".repeat(129)))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void aRequestHasOneId() {
        assertThat(answered(request -> RequestId.of(request, US).equals(RequestId.of(request, US)) ? "one" : "two"))
                .isEqualTo("one");
    }

    private static ClientAddress client(TrustedProxies proxies, String... headers) {
        var text = answered(
                request -> {
                    var client = ClientAddress.of(request, proxies);
                    return client.address() + " " + client.scheme() + " " + client.host();
                },
                headers);
        var parts = text.split(" ", -1);
        return new ClientAddress(parts[0], parts[1], parts[2]);
    }

    private static String answered(Function<HttpServerRequest, String> question, String... headers) {
        var server = done(vertx.createHttpServer()
                .requestHandler(request -> request.response().end(question.apply(request)))
                .listen(0, "127.0.0.1"));
        var client = vertx.createHttpClient();
        Future<Buffer> answer = Future.future(
                // On an event loop, so that nothing of the answer can come before somebody listens.
                promise -> vertx.runOnContext(go -> client.request(
                                HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                        .compose(request -> withHeaders(request, headers).send())
                        .compose(HttpClientResponse::body)
                        .onComplete(promise)));
        var body = done(answer).toString();
        done(client.close());
        done(server.close());
        return body;
    }

    private static HttpClientRequest withHeaders(HttpClientRequest request, String... headers) {
        request.putHeader("Host", "registry.example");
        for (var i = 0; i < headers.length; i += 2) {
            request.putHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
