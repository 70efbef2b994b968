package io.entrepot.blob.upload;

import io.entrepot.blob.link.RepositoryBlobs;
import io.entrepot.blob.store.BlobStore;
import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.RepositoryName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The requests of an upload: begin (end-4), mount (end-11), append (end-5), close (end-6), ask (end-13), cancel (end-14). */
@ApplicationScoped
public class UploadRoutes implements RegistryRoutes {
    private final Uploads uploads;
    private final RepositoryBlobs blobs;
    private final BlobStore store;
    private final UploadMemory memory;
    private final TrustedProxies proxies;
    private final UploadConfig config;
    private final Vertx vertx;

    UploadRoutes(
            Uploads uploads,
            RepositoryBlobs blobs,
            BlobStore store,
            UploadMemory memory,
            UploadConfig config,
            TrustedProxies proxies,
            Vertx vertx) {
        this.uploads = uploads;
        this.blobs = blobs;
        this.store = store;
        this.memory = memory;
        this.proxies = proxies;
        this.config = config;
        this.vertx = vertx;
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(RouteKind.UPLOADS, HttpMethod.POST, this::begin)
                .on(RouteKind.UPLOAD, HttpMethod.PATCH, this::append)
                .on(RouteKind.UPLOAD, HttpMethod.PUT, this::close)
                .on(RouteKind.UPLOAD, HttpMethod.GET, this::ask)
                .on(RouteKind.UPLOAD, HttpMethod.DELETE, this::cancel);
    }

    private Future<Void> begin(RegistryRequest request) {
        var mount = request.query("mount");
        if (mount != null) {
            return mount(request, Digest.parse(mount));
        }
        var digest = request.query("digest");
        if (digest == null) {
            return begun(request, algorithm(request));
        }
        var parsed = Digest.parse(digest);
        return withBody(request, body -> uploads.push(request.repository(), parsed, body))
                .compose(done -> created(request, parsed));
    }

    private Future<Void> mount(RegistryRequest request, Digest digest) {
        var from = request.query("from");
        var source = from == null ? null : RepositoryName.parse(from);
        return request.caller()
                .permissions()
                .compose(may -> blobs.mount(request.repository(), digest, source, may))
                .compose(mounted -> mounted ? created(request, digest) : begun(request, digest.algorithm()));
    }

    private Future<Void> begun(RegistryRequest request, Algorithm algorithm) {
        return progress(
                request,
                202,
                uploads.begin(request.repository(), request.caller().subject(), algorithm),
                0);
    }

    private Future<Void> append(RegistryRequest request) {
        var session = session(request);
        var range = ContentRange.parse(request.header("Content-Range"));
        return withBody(request, body -> uploads.append(session, range, body))
                .compose(received -> progress(request, 202, session, received));
    }

    private Future<Void> close(RegistryRequest request) {
        var session = session(request);
        var digest = request.query("digest");
        if (digest == null) {
            throw OciError.DIGEST_INVALID.because("closing an upload needs ?digest=");
        }
        var parsed = Digest.parse(digest);
        var range = ContentRange.parse(request.header("Content-Range"));
        return withBody(request, body -> uploads.finish(session, parsed, range, body))
                .compose(done -> created(request, parsed));
    }

    private Future<Void> ask(RegistryRequest request) {
        var session = session(request);
        return uploads.received(session).compose(received -> progress(request, 204, session, received));
    }

    private Future<Void> cancel(RegistryRequest request) {
        return uploads.cancel(session(request))
                .compose(done -> request.answer(204).end());
    }

    private UploadSession session(RegistryRequest request) {
        return uploads.session(request.repository(), request.path().session(), request.caller());
    }

    private <T> Future<T> withBody(RegistryRequest request, Function<UploadBody, Future<T>> work) {
        var client = ClientAddress.of(request.http(), proxies).address();
        var most = config.maxBlobBytes().orElse(Long.MAX_VALUE);
        var body = new UploadBody(request, client, vertx, memory, config.stallLimit(), most);
        Future<T> result;
        try {
            result = work.apply(body);
        } catch (RuntimeException e) {
            result = Future.failedFuture(e);
        }
        return result.onComplete(done -> body.close());
    }

    private Future<Void> progress(RegistryRequest request, int status, UploadSession session, long received) {
        var answer = request.answer(status)
                .header(Headers.LOCATION, UploadLocation.of(session.repository(), uploads.name(session)))
                .header(Headers.RANGE, UploadLocation.range(received))
                .header(Headers.DOCKER_UPLOAD_UUID, session.id().toString());
        var chunk = store.preferredChunk();
        return (chunk > 0 ? answer.header("OCI-Chunk-Min-Length", Integer.toString(chunk)) : answer).end();
    }

    private static Future<Void> created(RegistryRequest request, Digest digest) {
        return request.answer(201)
                .header(Headers.LOCATION, UploadLocation.of(request.repository(), digest))
                .header(Headers.DOCKER_CONTENT_DIGEST, digest.toString())
                .end();
    }

    private static Algorithm algorithm(RegistryRequest request) {
        @Nullable String label = request.query("digest-algorithm");
        return label == null ? Algorithm.SHA256 : Algorithm.parse(label);
    }
}
