package io.entrepot.gateway.http;

import io.entrepot.kit.upstream.Replica;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/** One request to one replica. */
final class Attempt {
    final Replica replica;
    private @Nullable HttpClientRequest outgoing;
    private boolean answered;
    private boolean over;

    Attempt(Replica replica) {
        this.replica = replica;
    }

    RequestOptions to(HttpMethod method, String uri) {
        return new RequestOptions()
                .setMethod(method)
                .setServer(replica.address())
                .setHost(replica.host())
                .setPort(replica.port())
                .setURI(uri);
    }

    /** Whether it still counts; where it was given up meanwhile the request is given up too. */
    boolean connected(HttpClientRequest request) {
        outgoing = request;
        if (over) {
            request.reset();
        }
        return !over;
    }

    void answered() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    boolean isOver() {
        return over;
    }

    /** Ends it; the connection can be used again. */
    void end() {
        if (!over) {
            over = true;
            replica.release();
        }
    }

    /** Ends it in its middle: what is under way is cut off. */
    void abandon() {
        end();
        if (outgoing != null) {
            outgoing.reset();
        }
    }
}
