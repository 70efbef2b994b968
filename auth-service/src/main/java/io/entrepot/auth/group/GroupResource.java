package io.entrepot.auth.group;

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
import java.time.Instant;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Sets of users, and who is in them. */
@Path("/groups")
@AdministratorsOnly
@Produces(MediaType.APPLICATION_JSON)
public class GroupResource {
    /** A group as administrators see it. */
    public record View(String name, String description, Instant createdAt) {
        static View of(UserGroup group) {
            return new View(group.name(), group.description(), group.createdAt());
        }
    }

    /** A group to be made. */
    public record NewGroup(@Nullable String name, @Nullable String description) {}

    /** What of a group can be changed. */
    public record GroupChange(@Nullable String description) {}

    private final Groups groups;

    GroupResource(Groups groups) {
        this.groups = groups;
    }

    @GET
    public Uni<Page<View>> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        var page = PageRequest.of(limit, cursor);
        return groups.list(page).map(found -> Page.of(found, page, View::of, UserGroup::name));
    }

    @POST
    public Uni<RestResponse<View>> create(@Nullable NewGroup body) {
        var group = Refused.ifMissing(body);
        return groups.create(group.name(), group.description())
                .map(made -> Answers.created("groups/" + made.name(), made, View.of(made)));
    }

    @GET
    @Path("/{name}")
    public Uni<RestResponse<View>> get(@RestPath String name) {
        return groups.find(name).map(GroupResource::answer);
    }

    @PUT
    @Path("/{name}")
    public Uni<RestResponse<View>> change(
            @RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable GroupChange body) {
        var change = Refused.ifMissing(body);
        return groups.change(name, ifMatch, change.description()).map(GroupResource::answer);
    }

    @DELETE
    @Path("/{name}")
    public Uni<Void> delete(@RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch) {
        return groups.delete(name, ifMatch);
    }

    @GET
    @Path("/{name}/members")
    public Uni<Page<String>> members(
            @RestPath String name, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        var page = PageRequest.of(limit, cursor);
        return groups.members(name, page)
                .map(found -> Page.of(found, page, GroupMember::userName, GroupMember::userName));
    }

    @PUT
    @Path("/{name}/members/{user}")
    public Uni<Void> add(@RestPath String name, @RestPath String user) {
        return groups.add(name, user);
    }

    @DELETE
    @Path("/{name}/members/{user}")
    public Uni<Void> remove(@RestPath String name, @RestPath String user) {
        return groups.remove(name, user);
    }

    private static RestResponse<View> answer(UserGroup group) {
        return Answers.of(group, View.of(group));
    }
}
