package io.entrepot.manifest.push;

import io.entrepot.kit.http.BodyReader;
import io.entrepot.kit.http.EntityTag;
import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.manifest.ManifestConfig;
import io.entrepot.manifest.condition.Precondition;
import io.entrepot.manifest.content.ManifestContent;
import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.Reference;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** PUT of a manifest, by tag (end-7a) or by digest with any number of tags (end-7b). */
@ApplicationScoped
public class PushRoutes implements RegistryRoutes {
    /** What every registry must take (specification, "Pushing Manifests"); larger ones get 413. */
    private static final int MAX_BYTES = 4 << 20;

    /** Hashing and parsing more than this would hold up the other requests of an event loop. */
    private static final int QUICK = 64 << 10;

    private final Vertx vertx;
    private final BodyReader bodies;
    private final Pushes pushes;

    PushRoutes(Vertx vertx, Pushes pushes, ManifestConfig config) {
        this.vertx = vertx;
        this.bodies = new BodyReader(vertx, config.stallLimit());
        this.pushes = pushes;
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(RouteKind.MANIFEST, HttpMethod.PUT, this::put);
    }

    private Future<Void> put(RegistryRequest request) {
        var reference = request.path().reference();
        var tags = tags(request, reference);
        var precondition = Precondition.of(request);
        return bodies.read(request.http(), MAX_BYTES)
                .compose(body -> examined(request, reference, body, tags))
                .compose(push ->
                        pushes.push(push, reference, precondition).compose(done -> created(request, reference, push)));
    }

    private static Set<Tag> tags(RegistryRequest request, Reference reference) {
        return switch (reference) {
            case Tag tag -> Set.of(tag);
            case Digest digest ->
                request.queryAll("tag").stream().map(Tag::parse).collect(Collectors.toCollection(LinkedHashSet::new));
        };
    }

    private Future<Push> examined(RegistryRequest request, Reference reference, Buffer body, Set<Tag> tags) {
        return body.length() <= QUICK
                ? Future.succeededFuture(examine(request, reference, body, tags))
                : vertx.executeBlocking(() -> examine(request, reference, body, tags), false);
    }

    private static Push examine(RegistryRequest request, Reference reference, Buffer body, Set<Tag> tags) {
        var bytes = body.getBytes();
        var content = ManifestContent.parse(bytes, request.header(Headers.CONTENT_TYPE));
        return new Push(request.repository(), digest(reference, bytes), content, body, tags);
    }

    private static Digest digest(Reference reference, byte[] bytes) {
        return switch (reference) {
            case Tag tag -> Digest.of(Algorithm.SHA256, bytes, 0, bytes.length);
            case Digest named -> {
                var actual = Digest.of(named.algorithm(), bytes, 0, bytes.length);
                if (!actual.equals(named)) {
                    throw OciError.DIGEST_INVALID.because("the manifest's digest is " + actual);
                }
                yield actual;
            }
        };
    }

    private static Future<Void> created(RegistryRequest request, Reference reference, Push push) {
        var answer = request.answer(201)
                .header(Headers.LOCATION, "/v2/" + push.repository() + "/manifests/" + push.digest())
                .header(Headers.DOCKER_CONTENT_DIGEST, push.digest().toString())
                .header(Headers.ETAG, EntityTag.of(push.digest()));
        var subject = push.content().subject();
        if (subject != null) {
            answer.header(Headers.OCI_SUBJECT, subject.toString());
        }
        if (reference instanceof Digest && !push.tags().isEmpty()) {
            answer.header(Headers.OCI_TAG, push.tags().stream().map(Tag::value).collect(Collectors.joining(", ")));
        }
        return answer.end();
    }
}
