package io.entrepot.kit.http;

import io.entrepot.model.OciError;
import io.entrepot.model.RepositoryName;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request of the Distribution API with its path already parsed. One that may have a body arrives paused. */
public final class RegistryRequest {
    private final HttpServerRequest http;
    private final RegistryPath path;
    private final Caller caller;

    RegistryRequest(HttpServerRequest http, RegistryPath path) {
        this(http, path, Caller.ANYONE);
    }

    private RegistryRequest(HttpServerRequest http, RegistryPath path, Caller caller) {
        this.http = http;
        this.path = path;
        this.caller = caller;
    }

    /** The same request, of somebody who was let in. */
    RegistryRequest of(Caller admitted) {
        return new RegistryRequest(http, path, admitted);
    }

    /** Who sent it. A handler doesn't get to see a request whose sender may not do what it asks for. */
    public Caller caller() {
        return caller;
    }

    public RegistryPath path() {
        return path;
    }

    public RepositoryName repository() {
        return path.repository();
    }

    public boolean isHead() {
        return http.method().equals(HttpMethod.HEAD);
    }

    public @Nullable String header(CharSequence name) {
        return http.getHeader(name);
    }

    /** The first value of a query parameter, decoded; null where the query doesn't have it. */
    public @Nullable String query(String name) {
        return http.query() == null ? null : parameters().get(name);
    }

    /** All values of a query parameter, in order. */
    public List<String> queryAll(String name) {
        return http.query() == null ? List.of() : parameters().getAll(name);
    }

    private MultiMap parameters() {
        try {
            return http.params();
        } catch (IllegalArgumentException e) {
            throw OciError.UNSUPPORTED.because(400, "the query is not well encoded");
        }
    }

    public Answer answer(int status) {
        return new Answer(http.response(), isHead(), status);
    }

    /** The request beneath, for handlers that stream. */
    public HttpServerRequest http() {
        return http;
    }
}
