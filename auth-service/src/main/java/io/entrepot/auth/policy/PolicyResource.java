package io.entrepot.auth.policy;

import io.entrepot.auth.administrator.AdministratorsOnly;
import io.entrepot.auth.management.Answers;
import io.entrepot.auth.management.Page;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who may do what with which repositories. */
@Path("/policies")
@AdministratorsOnly
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {
    /** A policy as administrators see it. */
    public record View(long id, String subject, String pattern, List<String> actions) {
        static View of(PolicyRow row) {
            return new View(row.id(), row.subject(), row.pattern(), row.actions());
        }
    }

    /**
     * A policy to be made.
     *
     * @param subject {@code user:alice}, {@code group:dev}, {@code robot:ci}, {@code workload:gitlab/release},
     *     {@code authenticated} or {@code anonymous}
     * @param pattern {@code team/app}, {@code team/*}, {@code team/**} or {@code **}
     * @param actions of {@code pull}, {@code push}, {@code delete} and {@code admin}
     */
    public record NewPolicy(
            @Nullable String subject,
            @Nullable String pattern,
            @Nullable List<String> actions) {}

    /** The actions that a policy allows from now on. */
    public record PolicyChange(@Nullable List<String> actions) {}

    private final Policies policies;

    PolicyResource(Policies policies) {
        this.policies = policies;
    }

    /** All policies, or those about one subject. */
    @GET
    public Uni<Page<View>> list(
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String subject) {
        var page = PageRequest.of(limit, cursor);
        return policies.list(page, subject).map(found -> Page.of(found, page, View::of, PolicyRow::id));
    }

    @POST
    public Uni<RestResponse<View>> create(@Nullable NewPolicy body) {
        var policy = Refused.ifMissing(body);
        return policies.create(policy.subject(), policy.pattern(), policy.actions())
                .map(made -> Answers.created("policies/" + made.id(), made, View.of(made)));
    }

    @GET
    @Path("/{id}")
    public Uni<RestResponse<View>> get(@RestPath long id) {
        return policies.find(id).map(PolicyResource::answer);
    }

    @PUT
    @Path("/{id}")
    public Uni<RestResponse<View>> change(
            @RestPath long id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable PolicyChange body) {
        var change = Refused.ifMissing(body);
        return policies.change(id, ifMatch, change.actions()).map(PolicyResource::answer);
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@RestPath long id, @RestHeader("If-Match") @Nullable String ifMatch) {
        return policies.delete(id, ifMatch);
    }

    private static RestResponse<View> answer(PolicyRow row) {
        return Answers.of(row, View.of(row));
    }
}
