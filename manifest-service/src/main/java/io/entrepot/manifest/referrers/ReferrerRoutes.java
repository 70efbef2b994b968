package io.entrepot.manifest.referrers;

import io.entrepot.kit.http.Headers;
import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.model.Digest;
import io.entrepot.model.MediaType;
import io.entrepot.model.OciError;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The manifests that name a subject (end-12). */
@ApplicationScoped
public class ReferrerRoutes implements RegistryRoutes {
    private static final CharSequence INDEX = HttpHeaders.createOptimized(MediaType.OCI_INDEX);

    private final Referrers referrers;

    ReferrerRoutes(Referrers referrers) {
        this.referrers = referrers;
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(RouteKind.REFERRERS, HttpMethod.GET, this::list);
    }

    private Future<Void> list(RegistryRequest request) {
        var last = request.query("last");
        var query = new ReferrerStore.Query(
                request.repository(),
                request.path().digest(),
                artifactType(request),
                last == null ? null : Digest.parse(last));
        return referrers.find(query).compose(found -> {
            var answer = request.answer(200).header(Headers.CONTENT_TYPE, INDEX);
            if (query.artifactType() != null) {
                answer.header(Headers.OCI_FILTERS_APPLIED, "artifactType");
            }
            var next = found.next();
            if (next != null) {
                answer.header(Headers.LINK, link(query, next));
            }
            return answer.end(found.index());
        });
    }

    private static @Nullable String artifactType(RegistryRequest request) {
        var type = request.query("artifactType");
        if (type == null || type.isEmpty()) {
            return null;
        }
        if (type.chars().anyMatch(Character::isISOControl)) {
            throw OciError.UNSUPPORTED.because(400, "an artifactType has no control characters");
        }
        return type;
    }

    private static String link(ReferrerStore.Query query, Digest next) {
        var type = query.artifactType();
        var filter = type == null ? "" : "&artifactType=" + URLEncoder.encode(type, StandardCharsets.UTF_8);
        return "</v2/" + query.repository() + "/referrers/" + query.subject() + "?last=" + next + filter
                + ">; rel=\"next\"";
    }
}
