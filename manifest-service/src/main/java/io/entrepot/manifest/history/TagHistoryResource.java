package io.entrepot.manifest.history;

import io.entrepot.kit.identity.RepositoryAccess;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.model.OciError;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a tag named when. */
@Path("/repositories")
public class TagHistoryResource {
    private final TagHistory history;
    private final RepositoryAccess access;

    TagHistoryResource(TagHistory history, RepositoryAccess access) {
        this.history = history;
        this.access = access;
    }

    /** The changes of a tag, newest first. */
    @GET
    @Path("/{repository:.+}/tags/{tag}/history")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<TagMoves> history(
            @RestPath String repository,
            @RestPath String tag,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @Context HttpServerRequest request) {
        var name = RepositoryName.parse(repository);
        var parsed = Tag.parse(tag);
        var page = PageRequest.of(limit, cursor);
        var before = page.afterNumber(Long.MAX_VALUE);
        return Uni.createFrom()
                .completionStage(() -> access.requirePull(request, name)
                        .compose(allowed -> history.before(name, parsed, before, page.toFind()))
                        .toCompletionStage())
                .map(found -> moves(name, parsed, found, page.limit(), before));
    }

    private static TagMoves moves(RepositoryName repository, Tag tag, List<TagMove> found, int size, long before) {
        if (found.isEmpty() && before == Long.MAX_VALUE) {
            throw OciError.MANIFEST_UNKNOWN.because("the repository never had this tag");
        }
        var moves = found.size() > size ? found.subList(0, size) : found;
        var next = found.size() > size ? Long.toString(moves.getLast().version()) : null;
        return new TagMoves(repository.value(), tag.value(), moves, next);
    }
}
