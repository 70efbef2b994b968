package io.entrepot.blob.pull;

import io.entrepot.blob.link.BlobContent;
import io.entrepot.blob.link.RepositoryBlobs;
import io.entrepot.blob.store.ReadableBlob;
import io.entrepot.kit.http.Answer;
import io.entrepot.kit.http.EntityTag;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.model.Digest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;

/** GET, HEAD and DELETE of a blob (end-2, end-10). */
@ApplicationScoped
public class BlobRoutes implements RegistryRoutes {
    private static final String OCTETS = "application/octet-stream";

    private final RepositoryBlobs blobs;
    private final boolean redirect;

    BlobRoutes(RepositoryBlobs blobs, PullConfig config) {
        this.blobs = blobs;
        this.redirect = config.redirect();
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(RouteKind.BLOB, HttpMethod.GET, this::get).on(RouteKind.BLOB, HttpMethod.DELETE, this::delete);
    }

    private Future<Void> get(RegistryRequest request) {
        var digest = request.path().digest();
        var remembered = blobs.remembered(request.repository(), digest);
        return remembered != null
                ? send(request, digest, remembered)
                : blobs.find(request.repository(), digest).compose(content -> send(request, digest, content));
    }

    private Future<Void> send(RegistryRequest request, Digest digest, BlobContent content) {
        var range = request.isHead() ? null : request.header(Headers.RANGE);
        var small = content.small();
        if (small != null && range == null) {
            return small.answer().send(request, Headers.IMMUTABLE, true);
        }
        var etag = EntityTag.of(digest);
        var known = request.header(HttpHeaders.IF_NONE_MATCH);
        if (known != null && EntityTag.matches(known, etag)) {
            return head(request, 304, digest, etag).end();
        }
        var ifRange = request.header("If-Range");
        var ranges = range == null || (ifRange != null && !ifRange.equals(etag))
                ? List.<ByteRange>of()
                : ByteRange.parse(range, content.size());
        if (request.isHead()) {
            whole(request, digest, etag, content.size());
            return request.http().response().end();
        }
        return redirect && ranges.size() <= 1 && content.small() == null
                ? blobs.link(digest, content)
                        .compose(link -> link == null
                                ? stream(request, digest, etag, content, ranges)
                                : redirected(request, digest, link))
                : stream(request, digest, etag, content, ranges);
    }

    private Future<Void> stream(
            RegistryRequest request, Digest digest, String etag, BlobContent content, List<ByteRange> ranges) {
        return open(digest, content).compose(blob -> send(request, digest, etag, content.size(), blob, ranges));
    }

    /** The range, if there is one, is repeated there by the client itself. */
    private static Future<Void> redirected(RegistryRequest request, Digest digest, URI link) {
        return request.answer(307)
                .header(Headers.LOCATION, link.toString())
                .header(Headers.DOCKER_CONTENT_DIGEST, digest.toString())
                .header(Headers.CACHE_CONTROL, "no-store")
                .end();
    }

    private Future<ReadableBlob> open(Digest digest, BlobContent content) {
        var small = content.small();
        return small == null ? blobs.open(digest, content) : Future.succeededFuture(new MemoryBlob(small.bytes()));
    }

    private static Future<Void> send(
            RegistryRequest request, Digest digest, String etag, long size, ReadableBlob blob, List<ByteRange> ranges) {
        var response = request.http().response();
        if (ranges.isEmpty()) {
            whole(request, digest, etag, size);
            return blob.sendAsEnd(response, 0, size);
        }
        var answer = head(request, 206, digest, etag).header(Headers.ACCEPT_RANGES, Headers.BYTES);
        if (ranges.size() == 1) {
            var range = ranges.get(0);
            answer.header(Headers.CONTENT_TYPE, OCTETS)
                    .header("Content-Range", range.contentRange(size))
                    .header(Headers.CONTENT_LENGTH, Long.toString(range.length()));
            return blob.sendAsEnd(response, range.start(), range.length());
        }
        var parts = new MultipartRanges(blob, size, ranges);
        answer.header(Headers.CONTENT_TYPE, parts.contentType())
                .header(Headers.CONTENT_LENGTH, Long.toString(parts.contentLength()));
        return parts.sendAsEnd(response);
    }

    private static void whole(RegistryRequest request, Digest digest, String etag, long size) {
        head(request, 200, digest, etag)
                .header(Headers.ACCEPT_RANGES, Headers.BYTES)
                .header(Headers.CONTENT_TYPE, OCTETS)
                .header(Headers.CONTENT_LENGTH, Long.toString(size));
    }

    private static Answer head(RegistryRequest request, int status, Digest digest, String etag) {
        return request.answer(status)
                .header(Headers.DOCKER_CONTENT_DIGEST, digest.toString())
                .header(Headers.ETAG, etag)
                .header(Headers.CACHE_CONTROL, Headers.IMMUTABLE);
    }

    private Future<Void> delete(RegistryRequest request) {
        return blobs.delete(request.repository(), request.path().digest())
                .compose(done -> request.answer(202).end());
    }
}
