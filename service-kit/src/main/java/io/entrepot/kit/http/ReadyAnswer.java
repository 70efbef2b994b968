package io.entrepot.kit.http;

import io.entrepot.model.Digest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * The whole 200 answer for content that never changes, kept ready in memory: sending it encodes and copies nothing.
 * Its entity tag is the digest in quotes.
 */
public final class ReadyAnswer {
    private final CharSequence digest;
    private final CharSequence etag;
    private final CharSequence contentType;
    private final CharSequence contentLength;
    private final byte[] bytes;

    public ReadyAnswer(Digest digest, String contentType, byte[] bytes) {
        this.digest = HttpHeaders.createOptimized(digest.toString());
        this.etag = HttpHeaders.createOptimized(EntityTag.of(digest));
        this.contentType = HttpHeaders.createOptimized(contentType);
        this.contentLength = HttpHeaders.createOptimized(Integer.toString(bytes.length));
        this.bytes = bytes;
    }

    /** The bytes of memory this holds, roughly. */
    public int weight() {
        return bytes.length + 700;
    }

    /** Answers a GET or HEAD, with 304 where the client's copy is this one. */
    public Future<Void> send(RegistryRequest request, CharSequence cacheControl, boolean acceptRanges) {
        var response = request.http().response();
        var headers = response.headers();
        headers.set(Headers.API_VERSION, Headers.REGISTRY_2_0);
        headers.set(Headers.DOCKER_CONTENT_DIGEST, digest);
        headers.set(Headers.ETAG, etag);
        headers.set(Headers.CACHE_CONTROL, cacheControl);
        var known = request.header(HttpHeaders.IF_NONE_MATCH);
        if (known != null && EntityTag.matches(known, etag)) {
            return response.setStatusCode(304).end();
        }
        if (acceptRanges) {
            headers.set(Headers.ACCEPT_RANGES, Headers.BYTES);
        }
        headers.set(Headers.CONTENT_TYPE, contentType);
        headers.set(Headers.CONTENT_LENGTH, contentLength);
        return request.isHead() ? response.end() : response.end(Buffer.buffer(bytes));
    }
}
