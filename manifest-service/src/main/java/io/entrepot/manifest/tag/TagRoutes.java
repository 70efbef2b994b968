package io.entrepot.manifest.tag;

import io.entrepot.kit.http.RegistryRequest;
import io.entrepot.kit.http.RegistryRoutes;
import io.entrepot.kit.http.RouteKind;
import io.entrepot.kit.http.RouteTable;
import io.entrepot.manifest.paging.NameList;
import io.entrepot.manifest.paging.PageRequest;
import io.entrepot.model.OciError;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of a repository (end-8). */
@ApplicationScoped
public class TagRoutes implements RegistryRoutes {
    private final TagStore tags;

    TagRoutes(TagStore tags) {
        this.tags = tags;
    }

    @Override
    public void addTo(RouteTable table) {
        table.on(RouteKind.TAGS, HttpMethod.GET, this::list);
    }

    private Future<Void> list(RegistryRequest request) {
        var page = PageRequest.of(request);
        if (page.last() != null) {
            Tag.parse(page.last());
        }
        var repository = request.repository();
        var opening = "{\"name\":\"" + repository + "\",\"tags\":[";
        return new NameList(
                        request,
                        "/v2/" + repository + "/tags/list",
                        opening,
                        (last, limit) -> after(repository, last, limit))
                .answer(page);
    }

    private Future<List<String>> after(RepositoryName repository, @Nullable String last, int limit) {
        return tags.after(repository, last, limit)
                .compose(found -> found == null
                        ? Future.failedFuture(OciError.NAME_UNKNOWN.because("there is no repository " + repository))
                        : Future.succeededFuture(found));
    }
}
