package io.entrepot.manifest.history;

import io.entrepot.kit.db.Outage;
import io.entrepot.kit.identity.RepositoryAccess;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Tag;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** What a tag named when. */
@Path("/repositories")
public class TagHistoryResource {
    private static final Logger LOG = Logger.getLogger("io.entrepot.request");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_DIGITS = 18;

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
        var size = limit == null ? DEFAULT_LIMIT : (int) Math.min(MAX_LIMIT, Math.max(1, number(limit, "limit")));
        var before = cursor == null ? Long.MAX_VALUE : number(cursor, "cursor");
        return Uni.createFrom()
                .completionStage(() -> access.requirePull(request, name)
                        .compose(allowed -> history.before(name, parsed, before, size + 1))
                        .toCompletionStage())
                .map(found -> page(name, parsed, found, size, before));
    }

    private static TagMoves page(RepositoryName repository, Tag tag, List<TagMove> found, int size, long before) {
        if (found.isEmpty() && before == Long.MAX_VALUE) {
            throw OciError.MANIFEST_UNKNOWN.because("the repository never had this tag");
        }
        var moves = found.size() > size ? found.subList(0, size) : found;
        var next = found.size() > size ? Long.toString(moves.getLast().version()) : null;
        return new TagMoves(repository.value(), tag.value(), moves, next);
    }

    private static long number(String text, String name) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw OciError.UNSUPPORTED.because(400, "malformed " + name);
        }
        return Long.parseLong(text);
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(OciException refusal) {
        var problem = problem(new Problem(refusal.error().message(), refusal.status(), refusal.detail()));
        refusal.headers().forEach(problem.getHeaders()::add);
        return problem;
    }

    /** What the framework refuses, such as a query that can't be decoded. */
    @ServerExceptionMapper
    RestResponse<Problem> refused(WebApplicationException refusal) {
        var status = refusal.getResponse().getStatus();
        return problem(new Problem("the request is malformed", status, "it can't be decoded"));
    }

    @ServerExceptionMapper
    RestResponse<Problem> failed(RuntimeException failure) {
        var outage = Outage.of(failure);
        if (outage == null) {
            LOG.errorf(failure, "the history of a tag failed: %s", failure);
            return problem(new Problem("the registry failed", 500, "the fault is the registry's and was logged there"));
        }
        LOG.errorf("the history of a tag failed: %s", outage);
        return problem(new Problem("the registry cannot do this now", 503, "a part of the registry does not answer"));
    }

    private static RestResponse<Problem> problem(Problem problem) {
        return RestResponse.ResponseBuilder.<Problem>create(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
