package io.entrepot.kit.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeoutException;

/**
 * {@code GET /internal/ready} on a connection of its own, which so proves that new ones are taken. Any answer but a 5xx is
 * one of a replica at work; that a credential is wrong shows in the calls that need it.
 */
@Singleton
class HttpProbe implements Probe {
    private static final String PATH = "/internal/ready";
    private static final int PATIENCE_MILLIS = 3_000;

    private final HttpClient client;
    private final ProbeCredential credential;

    HttpProbe(Vertx vertx, ProbeCredential credential) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setConnectTimeout(PATIENCE_MILLIS));
        this.credential = credential;
    }

    @Override
    public Future<Boolean> ready(Replica replica) {
        var request = new RequestOptions()
                .setServer(replica.address())
                .setHost(replica.host())
                .setPort(replica.port())
                .setURI(PATH)
                .setTimeout(PATIENCE_MILLIS);
        var authorization = credential.authorization(replica.service());
        if (authorization != null) {
            request.putHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        return client.request(request)
                .compose(HttpClientRequest::send)
                .map(answer -> answer.statusCode() < 500)
                .recover(failure -> isSilence(failure) ? Future.failedFuture(failure) : Future.succeededFuture(false));
    }

    private static boolean isSilence(Throwable failure) {
        return failure instanceof TimeoutException || failure instanceof ConnectTimeoutException;
    }
}
